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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x} above 0, else {@code alpha * x}.
 *
 * @param alpha the slope below 0
 */
@OpDef(
        inputs = "features: T",
        outputs = "activations: T",
        attrs = {"alpha: float = 0.2", "T: {half, bfloat16, float, double}"})
public record LeakyRelu(float alpha) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features, float alpha) {
        return scope.output(new LeakyRelu(alpha), features);
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
        return Elementwise.unary(c, this::floats, this::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(LeakyReluGrad.of(c.scope(), c.upstream(0), c.input(0), alpha));
    }

    private void floats(float[] x, float[] y, int from, int to) {
        ReluFloat.leaky(x, x, alpha, y, from, to);
    }

    private void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] > 0 ? x[k] : alpha * x[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new LeakyRelu(0.25f), new float[] {-2, 0.5f}).gives(new float[] {-0.5f, 0.5f}),
                Sample.of(new LeakyRelu(0.25f), new double[] {-2, 1}).gives(new double[] {-0.5, 1}),
                Sample.rough(new LeakyRelu(2), new float[] {-1, 0, Float.NaN}).gives(new float[] {-2, 0, Float.NaN}));
    }
}
