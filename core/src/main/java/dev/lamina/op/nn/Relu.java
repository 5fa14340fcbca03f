package dev.lamina.op.nn;

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

/** {@code max(x, 0)}, NaN for NaN. */
@OpDef(
        inputs = "features: T",
        outputs = "activations: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
public record Relu() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Relu(), features);
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
        return Elementwise.unary(c, Relu::floats, Relu::doubles, Relu::ints, Relu::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(ReluGrad.of(c.scope(), c.upstream(0), c.output(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    private static void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    private static void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Relu(), new float[] {-2, -0.5f, 0.5f, 2}).gives(new float[] {0, 0, 0.5f, 2}),
                Sample.of(new Relu(), new double[] {-1, 1}).gives(new double[] {0, 1}),
                Sample.rough(new Relu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, 0, Float.POSITIVE_INFINITY}),
                Sample.rough(new Relu(), new byte[] {-128, 127}).gives(new byte[] {0, 127}),
                Sample.rough(new Relu(), new long[] {-1, 1}).gives(new long[] {0, 1}),
                Sample.rough(new Relu(), (Object) new float[2][0]).gives((Object) new float[2][0]));
    }
}
