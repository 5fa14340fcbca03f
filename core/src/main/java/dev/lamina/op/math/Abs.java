package dev.lamina.op.math;

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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code |x|}; of the lowest integer that one itself, as there is no other. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Abs() implements Op {
    /** Adds an absolute value. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Abs(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.unary(c, Abs::floats, Abs::doubles, Abs::ints, Abs::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Mul.of(c.scope(), c.upstream(0), Sign.of(c.scope(), c.input(0))));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    private static void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    private static void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Abs(), new float[] {1, -2, 3}).gives(new float[] {1, 2, 3}),
                Sample.rough(new Abs(), new float[] {0, -0f, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.rough(new Abs(), new int[] {-5, Integer.MIN_VALUE}).gives(new int[] {5, Integer.MIN_VALUE}));
    }
}
