package dev.lamina.op.nn;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ReluFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import java.util.Arrays;
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
public record LeakyRelu(float alpha) implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features, float alpha) {
        return scope.output(new LeakyRelu(alpha), features);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        ReluFloat.leaky(x, x, alpha, y, from, to);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] > 0 ? x[k] : alpha * x[k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return LeakyReluGrad.of(scope, dy, x, alpha);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new LeakyRelu(0.25f), new float[] {-2, 0.5f}).gives(new float[] {-0.5f, 0.5f}),
                Sample.of(new LeakyRelu(0.25f), new double[] {-2, 1}).gives(new double[] {-0.5, 1}),
                Sample.rough(new LeakyRelu(2), new float[] {-1, 0, Float.NaN}).gives(new float[] {-2, 0, Float.NaN}));
    }

    /** The gradient of {@link LeakyRelu}: {@code g} where the features are above 0, else {@code alpha * g}.
     *
     * @param alpha the slope below 0
     */
    @OpDef(
            inputs = {"gradients: T", "features: T"},
            outputs = "backprops: T",
            attrs = {"alpha: float = 0.2", "T: {half, bfloat16, float, double}"})
    public record LeakyReluGrad(float alpha) implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand features, float alpha) {
            return scope.output(new LeakyReluGrad(alpha), gradients, features);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            ReluFloat.leaky(g, f, alpha, y, from, to);
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 ? g[k] : alpha * g[k];
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output features, Output z, Output dz) {
            return Arrays.asList(of(scope, dz, features, alpha), null);
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 4};
            return List.of(
                    Sample.of(new LeakyReluGrad(0.25f), g, new float[] {-1, 1, -2})
                            .gives(new float[] {0.25f, 2, 1}),
                    Sample.rough(new LeakyReluGrad(0.5f), g, new float[] {0, Float.NaN, 1})
                            .gives(new float[] {0.5f, 1, 4}));
        }
    }
}
