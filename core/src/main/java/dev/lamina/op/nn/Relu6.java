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

/** {@code min(max(x, 0), 6)}, NaN for NaN. */
@OpDef(
        inputs = "features: T",
        outputs = "activations: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
public record Relu6() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Relu6(), features);
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
        return Elementwise.unary(c, Relu6::floats, Relu6::doubles, Relu6::ints, Relu6::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Relu6Grad.of(c.scope(), c.upstream(0), c.output(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    private static void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    private static void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Relu6(), new float[] {-2, 0.5f, 5, 8}).gives(new float[] {0, 0.5f, 5, 6}),
                Sample.of(new Relu6(), new double[] {-1, 7}).gives(new double[] {0, 6}),
                Sample.rough(new Relu6(), new float[] {0, 6, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, 6, Float.NaN, 6}),
                Sample.rough(new Relu6(), new byte[] {-128, 127}).gives(new byte[] {0, 6}));
    }
}
