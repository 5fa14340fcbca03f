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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code -x}; of integers, the lowest stays itself. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Neg() implements Op {
    /** Adds a negation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Neg(), x);
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
        return Elementwise.unary(c, Neg::floats, Neg::doubles, Neg::ints, Neg::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(of(c.scope(), c.upstream(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    private static void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    private static void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Neg(), new float[] {1, -2, 3}).gives(new float[] {-1, 2, -3}),
                Sample.rough(new Neg(), new int[] {5, Integer.MIN_VALUE}).gives(new int[] {-5, Integer.MIN_VALUE}),
                Sample.rough(new Neg(), new byte[] {1, -128}).gives(new byte[] {-1, -128}));
    }
}
