package dev.lamina.op.io;

import dev.lamina.error.DataLossException;
import dev.lamina.error.ResourceExhaustedException;
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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts as they were before they were compressed.
 *
 * @param compressionType {@code ZLIB}, {@code GZIP}, or empty for texts that are not
 */
@OpDef(inputs = "bytes: string", outputs = "output: string", attrs = "compression_type: string = ''")
public record DecodeCompressed(String compressionType) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand bytes, String compressionType) {
        return scope.output(new DecodeCompressed(compressionType), bytes);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!List.of("", "ZLIB", "GZIP").contains(compressionType)) {
            throw c.error("Only ZLIB, GZIP or NONE are supported compressions");
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].strings()[i] = plain(c, inputs[0].strings()[i]);
            }
        };
    }

    private byte[] plain(KernelContext c, byte[] bytes) {
        if (compressionType.isEmpty()) {
            return bytes;
        }
        // What a few bytes may grow to is bounded by what is free, so that no file can ask for all there is.
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        int most = (int) Math.min(Shape.MOST_ELEMENTS, free / 4);
        try (InputStream packed = compressionType.equals("ZLIB")
                ? new InflaterInputStream(new ByteArrayInputStream(bytes))
                : new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = packed.readNBytes(most);
            if (plain.length == most) {
                throw new ResourceExhaustedException(
                        "DecodeCompressed: more than " + most + " bytes are in " + bytes.length);
            }
            return plain;
        } catch (IOException e) {
            throw new DataLossException(
                    "DecodeCompressed '" + c.nodeName() + "': the text is not of " + compressionType + ": "
                            + e.getMessage(),
                    null,
                    e);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Deflater deflater = new Deflater();
        deflater.setInput("aaaaaaaaaa".getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] packed = new byte[64];
        byte[] exact = Arrays.copyOf(packed, deflater.deflate(packed));
        deflater.end();
        return List.of(
                Sample.rough(new DecodeCompressed("ZLIB"), Tensor.wrap(DType.STRING, new byte[][] {exact}, Shape.of(1)))
                        .gives((Object) new String[] {"aaaaaaaaaa"}),
                Sample.rough(new DecodeCompressed(""), "ab").gives("ab"),
                Sample.refused("the text is not of GZIP", new DecodeCompressed("GZIP"), "no"),
                Sample.refused("Only ZLIB, GZIP or NONE", new DecodeCompressed("ZIP"), "no"));
    }
}
