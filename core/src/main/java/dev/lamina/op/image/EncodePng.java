package dev.lamina.op.image;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A picture [height, width, channels] as a PNG file; of pictures [..., height, width, channels] each. One channel is grey, two are grey and opacity, three red,
 * green and blue, four these and opacity.
 *
 * @param compression how much work is spent on making it small, from 0 to 9; -1 for as much as is usual
 */
@OpDef(
        inputs = "image: T",
        outputs = "contents: string",
        attrs = {"compression: int = -1", "T: {uint8, uint16} = uint8"})
public record EncodePng(long compression) implements Op {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
    private static final int[] COLOR_TYPES = {0, 4, 2, 6};

    /** Adds the operation. */
    public static Output of(Scope scope, Operand image) {
        return scope.output(new EncodePng(-1), image);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape image = c.shape(0);
        if (compression < -1 || compression > 9) {
            throw c.error("compression should be in [-1,9], got " + compression);
        }
        if (!image.hasRank()) {
            return List.of(image);
        }
        if (image.rank() < 3) {
            throw c.error("images must have at least rank 3, but their shape is " + image);
        }
        long channels = image.dim(-1);
        if (channels == 0 || channels > 4) {
            throw c.error("image must have 1, 2, 3, or 4 channels, got " + channels);
        }
        if (image.dim(-2) == 0 || image.dim(-3) == 0) {
            throw c.error("image must have pixels, but its shape is " + image);
        }
        return List.of(image.slice(0, image.rank() - 3));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        int height = (int) shape.dim(-3);
        int width = (int) shape.dim(-2);
        int channels = (int) shape.dim(-1);
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].strings()[i] = png(inputs[0], i * height * width * channels, height, width, channels);
            }
        };
    }

    private byte[] png(Buffer image, int from, int height, int width, int channels) {
        int depth = image.dtype().bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) (8 * depth)).put((byte) COLOR_TYPES[channels - 1]);
        chunk(out, "IHDR", header.array(), header.capacity());
        Deflater deflater = new Deflater((int) compression);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] row = new byte[1 + width * channels * depth];
        byte[] packed = new byte[1 << 12];
        for (int y = 0; y < height; y++) {
            line(image, from + y * width * channels, row);
            deflater.setInput(row);
            if (y == height - 1) {
                deflater.finish();
            }
            for (int n = deflater.deflate(packed); n > 0; n = deflater.deflate(packed)) {
                data.write(packed, 0, n);
            }
        }
        deflater.end();
        chunk(out, "IDAT", data.toByteArray(), data.size());
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    /** A line's samples, the high bytes first, behind the number of its filter. */
    private static void line(Buffer image, int from, byte[] row) {
        row[0] = 0;
        for (int i = 1; i < row.length; i++) {
            if (image.dtype().bytes() == 1) {
                row[i] = image.bytes()[from + i - 1];
            } else {
                short sample = image.shorts()[from + (i - 1) / 2];
                row[i] = (byte) (i % 2 == 1 ? sample >> 8 : sample);
            }
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        ByteBuffer chunk = ByteBuffer.allocate(length + 12).putInt(length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data, 0, length);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, length + 4);
        chunk.putInt((int) crc.getValue());
        out.writeBytes(chunk.array());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        byte[] gray = HexFormat.of()
                .parseHex(
                        "89504e470d0a1a0a" // the signature
                                + "0000000d49484452000000010000000108000000003a7e9b55" // a pixel of eight bits of grey
                                + "0000000d494441547801010200fdff000700090008b9ac8687" // the line, stored
                                + "0000000049454e44ae426082"); // the end
        return List.of(
                Sample.rough(new EncodePng(0), Tensor.of(new int[][][] {{{7}}}, DType.UINT8))
                        .gives(Tensor.wrap(DType.STRING, new byte[][] {gray}, Shape.scalar())),
                Sample.refused(
                        "image must have 1, 2, 3, or 4 channels",
                        new EncodePng(-1),
                        Tensor.zeros(DType.UINT8, Shape.of(1, 1, 5))),
                Sample.refused(
                        "compression should be in [-1,9]",
                        new EncodePng(10),
                        Tensor.zeros(DType.UINT8, Shape.of(1, 1, 1))));
    }
}
