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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x * y}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64}")
public record Mul() implements Op {
    /** Adds a product. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Mul(), x, y);
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
                c, true, Mul::number, () -> Elementwise.binary(c, Mul::floats, Mul::doubles, Mul::ints, Mul::longs));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        return Unbroadcast.both(c, of(scope, upstream, c.input(1)), of(scope, c.input(0), upstream));
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * number;
        }
    }

    static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    static void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    static void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Mul(), new float[] {1, 2, 3}, new float[] {10, 0, -3})
                        .gives(new float[] {10, 0, -9}),
                Sample.of(new Mul(), new float[][] {{1}, {2}}, new float[] {3, 4})
                        .gives((Object) new float[][] {{3, 4}, {6, 8}}),
                Sample.rough(new Mul(), new byte[] {100, -128}, new byte[] {3, -1})
                        .gives(new byte[] {44, -128}),
                Sample.rough(
                                new Mul(),
                                Tensor.of(new float[] {1.5f, 2}, DType.FLOAT16),
                                Tensor.of(new float[] {3, 0.5f}, DType.FLOAT16))
                        .gives(Tensor.of(new float[] {4.5f, 1}, DType.FLOAT16)),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new Mul(), new float[2], new float[3]));
    }
}
