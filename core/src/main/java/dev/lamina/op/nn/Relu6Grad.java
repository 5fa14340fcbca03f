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
import dev.lamina.kernel.ReluFloat;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Relu6}: {@code g} where the features are between 0 and 6, else 0. */
@OpDef(
        inputs = {"gradients: T", "features: T"},
        outputs = "backprops: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
public record Relu6Grad() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand features) {
        return scope.output(new Relu6Grad(), gradients, features);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.same(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.binary(c, Relu6Grad::floats, Relu6Grad::doubles, Relu6Grad::ints, Relu6Grad::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), c.input(1)), null);
    }

    private static void floats(float[] g, float[] f, float[] y, int from, int to) {
        ReluFloat.gradient(g, f, 6, y, from, to);
    }

    private static void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
        }
    }

    private static void ints(int[] g, int[] f, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
        }
    }

    private static void longs(long[] g, long[] f, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 3, 4};
        return List.of(
                Sample.of(new Relu6Grad(), g, new float[] {-1, 1, 5, 7}).gives(new float[] {0, 2, 3, 0}),
                Sample.rough(new Relu6Grad(), g, new float[] {0, Float.NaN, 6, 3})
                        .gives(new float[] {0, 0, 0, 4}),
                Sample.rough(new Relu6Grad(), new int[] {5, 6}, new int[] {6, 1})
                        .gives(new int[] {0, 6}),
                Sample.refused("Incompatible shapes: ", new Relu6Grad(), g, new float[3]));
    }
}
