package dev.lamina.op.io;

import dev.lamina.error.ResourceExhaustedException;
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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers whose bytes texts are: a further axis behind those of the input, as long as each text has numbers.
 *
 * @param outType their type
 * @param littleEndian whether a number's low bytes come first
 */
@OpDef(
        inputs = "bytes: string",
        outputs = "output: out_type",
        attrs = {
            "out_type: {half, float, double, int32, uint16, uint8, int16, int8, int64, bool, bfloat16, uint32, uint64}",
            "little_endian: bool = true"
        })
public record DecodeRaw(DType outType, boolean littleEndian) implements ShapedByKernel {
    /** Adds the operation, with low bytes first. */
    public static Output of(Scope scope, Operand bytes, DType outDtype) {
        return scope.output(new DecodeRaw(outDtype, true), bytes);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.shape(0).hasRank() ? c.shape(0).concat(Shape.of(-1)) : Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            int texts = inputs[0].size();
            byte[][] bytes = inputs[0].strings();
            int length = texts == 0 ? 0 : bytes[0].length;
            for (int i = 0; i < texts; i++) {
                if (bytes[i].length != length) {
                    throw c.error("DecodeRaw requires input strings to all be the same size, but element " + i
                            + " has size " + bytes[i].length + " != " + length);
                }
            }
            if (length % outType.bytes() != 0) {
                throw c.error("Input to DecodeRaw has length " + length + " that is not a multiple of "
                        + outType.bytes() + ", the size of " + outType.tensorFlowName());
            }
            Shape shape = c.inputShape(0).concat(Shape.of(length / outType.bytes()));
            if (!shape.fitsArray()) {
                throw new ResourceExhaustedException("DecodeRaw: no array holds " + shape);
            }
            Buffer numbers = Buffer.allocate(outType, shape);
            for (int i = 0; i < texts; i++) {
                ByteBuffer text =
                        ByteBuffer.wrap(bytes[i]).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                get(text, numbers, i * (length / outType.bytes()), length / outType.bytes());
            }
            ShapedByKernel.give(outputs[0], Tensor.wrap(outType, numbers.array(), shape));
        };
    }

    private static void get(ByteBuffer bytes, Buffer numbers, int at, int n) {
        switch (numbers.array()) {
            case float[] floats -> bytes.asFloatBuffer().get(floats, at, n);
            case double[] doubles -> bytes.asDoubleBuffer().get(doubles, at, n);
            case int[] ints -> bytes.asIntBuffer().get(ints, at, n);
            case long[] longs -> bytes.asLongBuffer().get(longs, at, n);
            case short[] shorts -> bytes.asShortBuffer().get(shorts, at, n);
            default -> {
                bytes.get(numbers.bytes(), at, n);
                for (int i = at; i < at + n && numbers.dtype() == DType.BOOL; i++) {
                    numbers.bytes()[i] = (byte) (numbers.bytes()[i] != 0 ? 1 : 0);
                }
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Tensor bytes = Tensor.wrap(DType.STRING, new byte[][] {{1, 2, 0, -1}, {0, 0, 3, 4}}, Shape.of(2));
        return List.of(
                Sample.rough(new DecodeRaw(DType.UINT8, true), "AbC")
                        .gives(Tensor.of(new int[] {65, 98, 67}, DType.UINT8)),
                Sample.rough(new DecodeRaw(DType.INT16, true), bytes)
                        .gives(Tensor.of(new int[][] {{0x201, -256}, {0, 0x403}}, DType.INT16)),
                Sample.rough(new DecodeRaw(DType.INT32, false), bytes)
                        .gives((Object) new int[][] {{0x010200ff}, {0x00000304}}),
                Sample.rough(new DecodeRaw(DType.BOOL, true), bytes).gives((Object)
                        new boolean[][] {{true, true, false, true}, {false, false, true, true}}),
                Sample.rough(new DecodeRaw(DType.FLOAT64, true), Tensor.zeros(DType.STRING, Shape.of(0)))
                        .gives(Tensor.zeros(DType.FLOAT64, Shape.of(0, 0))),
                Sample.refused("not a multiple of 4", new DecodeRaw(DType.FLOAT32, true), "abc"),
                Sample.refused("element 1 has size 2 != 1", new DecodeRaw(DType.UINT8, true), (Object)
                        new String[] {"a", "bc"}));
    }
}
