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

/** The gradient of {@link LeakyRelu}: {@code g} where the features are above 0, else {@code alpha * g}.
 *
 * @param alpha the slope below 0
 */
@OpDef(
        inputs = {"gradients: T", "features: T"},
        outputs = "backprops: T",
        attrs = {"alpha: float = 0.2", "T: {half, bfloat16, float, double}"})
public record LeakyReluGrad(float alpha) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand features, float alpha) {
        return scope.output(new LeakyReluGrad(alpha), gradients, features);
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
        return Elementwise.binary(c, this::floats, this::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), c.input(1), alpha), null);
    }

    private void floats(float[] g, float[] f, float[] y, int from, int to) {
        ReluFloat.leaky(g, f, alpha, y, from, to);
    }

    private void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] > 0 ? g[k] : alpha * g[k];
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 4};
        return List.of(
                Sample.of(new LeakyReluGrad(0.25f), g, new float[] {-1, 1, -2}).gives(new float[] {0.25f, 2, 1}),
                Sample.rough(new LeakyReluGrad(0.5f), g, new float[] {0, Float.NaN, 1})
                        .gives(new float[] {0.5f, 1, 4}),
                Sample.refused("Incompatible shapes: ", new LeakyReluGrad(0.5f), g, new float[2]));
    }
}
