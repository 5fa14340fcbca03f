package dev.lamina.op.arithmetic;

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x - y}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64}")
public record Sub() implements Op {
    /** Adds a subtraction. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Sub(), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NumberKernel.of(
                c, false, Sub::number, () -> Elementwise.binary(c, Sub::floats, Sub::doubles, Sub::ints, Sub::longs));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Unbroadcast.both(c, c.upstream(0), Neg.of(c.scope(), c.upstream(0)));
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] - number;
        }
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    private static void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    private static void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sub(), new float[] {1, 2, 3}, new float[] {10, 0, -3})
                        .gives(new float[] {-9, 2, 6}),
                Sample.of(new Sub(), 1f, new float[][] {{1, 2}, {3, 4}}).gives((Object)
                        new float[][] {{0, -1}, {-2, -3}}),
                Sample.rough(new Sub(), new long[] {Long.MIN_VALUE}, new long[] {1})
                        .gives(new long[] {Long.MAX_VALUE}),
                Sample.rough(new Sub(), Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)), new float[] {1, 2})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new Sub(), new float[2], new float[3]));
    }
}
