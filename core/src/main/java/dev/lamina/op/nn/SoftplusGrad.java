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
import dev.lamina.kernel.SigmoidFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.math.Sigmoid;
import dev.lamina.op.math.SigmoidGrad;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Softplus}: {@code g / (e^-x + 1)}. */
@OpDef(
        inputs = {"gradients: T", "features: T"},
        outputs = "backprops: T",
        attrs = "T: {half, bfloat16, float, double}")
public record SoftplusGrad() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand features) {
        return scope.output(new SoftplusGrad(), gradients, features);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.same(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.binary(c, SoftplusGrad::floats, SoftplusGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(1);
        Output slope = SigmoidGrad.of(scope, Sigmoid.of(scope, x), c.input(0));
        return List.of(of(scope, c.upstream(0), x), Mul.of(scope, c.upstream(0), slope));
    }

    private static void floats(float[] g, float[] f, float[] y, int from, int to) {
        SigmoidFloat.run(f, from, y, from, to - from);
        for (int k = from; k < to; k++) {
            y[k] *= g[k];
        }
    }

    private static void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = g[k] / (StrictMath.exp(-f[k]) + 1);
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 4};
        return List.of(
                Sample.of(new SoftplusGrad(), g, new float[] {-1, 0, 2})
                        .gives(new float[] {0.26894143f, 1, 3.5231884f}),
                Sample.of(new SoftplusGrad(), new double[] {3}, new double[] {0})
                        .gives(new double[] {1.5}),
                Sample.rough(new SoftplusGrad(), g, new float[] {200, -200, Float.NaN})
                        .gives(new float[] {1, 0, Float.NaN}),
                Sample.refused("Incompatible shapes: ", new SoftplusGrad(), g, new float[2]));
    }
}
