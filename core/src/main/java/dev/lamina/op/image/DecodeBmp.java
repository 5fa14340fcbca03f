package dev.lamina.op.image;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BMP file's pixels [height, width, channels]: as many channels as a pixel has bytes, without a palette.
 *
 * @param channels 1, 3 or 4, or 0 for as many as it has
 */
@OpDef(inputs = "contents: string", outputs = "image: uint8", attrs = "channels: int = 0")
public record DecodeBmp(long channels) implements ShapedByKernel {
    private static final int SMALLEST_HEADER = 32;

    /** Adds the operation. */
    public static Output of(Scope scope, Operand contents) {
        return scope.output(new DecodeBmp(0), contents);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "contents");
        if (channels != 0 && channels != 1 && channels != 3 && channels != 4) {
            throw c.error("channels must be 0, 1, 3 or 4, got " + channels);
        }
        return List.of(Shape.of(-1, -1, channels == 0 ? -1 : channels));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                ShapedByKernel.give(outputs[0], decode(c, inputs[0].strings()[0]));
    }

    private Tensor decode(KernelContext c, byte[] contents) {
        if (contents.length < SMALLEST_HEADER || contents[0] != 'B' || contents[1] != 'M') {
            throw c.error("Incomplete bmp content, requires at least " + SMALLEST_HEADER
                    + " bytes to find the header size, width, height, and bpp, got " + contents.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
        long begin = in.getInt(10) & 0xffffffffL;
        long width = in.getInt(18);
        long height = Math.abs((long) in.getInt(22));
        int bits = in.getShort(28);
        int depth = bits / 8;
        if (channels != 0 && channels != depth) {
            throw c.error("channels attribute " + channels + " does not match bits per pixel from file " + bits);
        }
        if (bits != 8 && bits != 24 && bits != 32) {
            throw c.error("Number of channels inherent in the image must be 1, 3 or 4, was " + depth);
        }
        long line = (depth * width + 3) / 4 * 4;
        if (width <= 0
                || height == 0
                || begin > contents.length
                || height > (contents.length - begin + line - depth * width) / line) {
            throw c.error("Incomplete bmp content, its pixels are " + width + " x " + height + " and it has "
                    + contents.length + " bytes");
        }
        byte[] pixels = new byte[Math.toIntExact(width * height * depth)];
        boolean isUpright = in.getInt(22) < 0;
        for (int y = 0; y < height; y++) {
            long from = begin + (isUpright ? y : height - 1 - y) * line;
            for (int i = 0; i < width * depth; i++) {
                // Blue, green and red, in turn.
                int band = depth > 1 && i % depth < 3 ? i - i % depth + 2 - i % depth : i;
                pixels[(int) (y * width * depth) + i] = contents[(int) from + band];
            }
        }
        return Tensor.wrap(DType.UINT8, pixels, Shape.of(height, width, depth));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        byte[] file = new byte[54 + 8];
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(10, 54)
                .putInt(14, 40)
                .putInt(18, 1)
                .putInt(22, 2)
                .putShort(26, (short) 1)
                .putShort(28, (short) 24);
        byte[] lines = {1, 2, 3, 0, 4, 5, 6, 0};
        System.arraycopy(lines, 0, file, 54, lines.length);
        Tensor contents = Tensor.wrap(DType.STRING, new byte[][] {file}, Shape.scalar());
        return List.of(
                Sample.rough(new DecodeBmp(0), contents)
                        .gives(Tensor.of(new int[][][] {{{6, 5, 4}}, {{3, 2, 1}}}, DType.UINT8)),
                Sample.refused(
                        "channels attribute 4 does not match bits per pixel from file 24", new DecodeBmp(4), contents),
                Sample.refused("Incomplete bmp content", new DecodeBmp(0), "BM"));
    }
}
