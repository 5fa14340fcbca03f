package dev.lamina.op.nn;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.SigmoidFloat;
import dev.lamina.kernel.elementary.SoftplusFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.math.Sigmoid;
import dev.lamina.op.math.Sigmoid.SigmoidGrad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code log(e^x + 1)}. */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Softplus() implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Softplus(), features);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        SoftplusFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x[k])));
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return SoftplusGrad.of(scope, dy, x);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Softplus(), new float[] {-1, 0, 2})
                        .gives(new float[] {0.3132617f, 0.6931472f, 2.126928f}),
                Sample.of(new Softplus(), new double[] {0, -3})
                        .gives(new double[] {0.6931471805599453, 0.04858735157374196}),
                Sample.rough(new Softplus(), new float[] {100, -100, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {100, 3.8E-44f, Float.NaN, Float.POSITIVE_INFINITY}));
    }

    /** The gradient of {@link Softplus}: {@code g / (e^-x + 1)}. */
    @OpDef(
            inputs = {"gradients: T", "features: T"},
            outputs = "backprops: T",
            attrs = "T: {half, bfloat16, float, double}")
    public record SoftplusGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand features) {
            return scope.output(new SoftplusGrad(), gradients, features);
        }

        /** No: what the loop over floats has written first is needed again, together with its operand. */
        @Override
        public boolean canWorkInPlace() {
            return false;
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            SigmoidFloat.run(f, from, y, from, to - from);
            for (int k = from; k < to; k++) {
                y[k] *= g[k];
            }
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = g[k] / (StrictMath.exp(-f[k]) + 1);
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output features, Output z, Output dz) {
            Output x = features;
            Output slope = SigmoidGrad.of(scope, Sigmoid.of(scope, x), gradients);
            return List.of(of(scope, dz, x), Mul.of(scope, dz, slope));
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 4};
            return List.of(
                    Sample.of(new SoftplusGrad(), g, new float[] {-1, 0, 2})
                            .gives(new float[] {0.26894143f, 1, 3.5231884f}),
                    Sample.of(new SoftplusGrad(), new double[] {3}, new double[] {0})
                            .gives(new double[] {1.5}),
                    Sample.rough(new SoftplusGrad(), g, new float[] {200, -200, Float.NaN})
                            .gives(new float[] {1, 0, Float.NaN}));
        }
    }
}
