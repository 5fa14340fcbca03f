package dev.lamina.op.nn;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Abs;
import dev.lamina.op.math.Sign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / (|x| + 1)}; NaN for an infinite x. */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Softsign() implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Softsign(), features);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / (Math.abs(x[k]) + 1);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / (Math.abs(x[k]) + 1);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return SoftsignGrad.of(scope, dy, x);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Softsign(), new float[] {-1, 0.25f, 3}).gives(new float[] {-0.5f, 0.2f, 0.75f}),
                Sample.of(new Softsign(), new double[] {-1, 3}).gives(new double[] {-0.5, 0.75}),
                Sample.rough(new Softsign(), new float[] {0, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, Float.NaN}));
    }

    /** The gradient of {@link Softsign}: {@code g / (|x| + 1)^2}. */
    @OpDef(
            inputs = {"gradients: T", "features: T"},
            outputs = "backprops: T",
            attrs = "T: {half, bfloat16, float, double}")
    public record SoftsignGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand features) {
            return scope.output(new SoftsignGrad(), gradients, features);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = g[k] / ((Math.abs(f[k]) + 1) * (Math.abs(f[k]) + 1));
            }
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = g[k] / ((Math.abs(f[k]) + 1) * (Math.abs(f[k]) + 1));
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output features, Output z, Output dz) {
            Output x = features;
            Output size = Add.of(scope, Abs.of(scope, x), Const.of(scope, 1f, x.dtype()));
            Output slope = RealDiv.of(scope, Sign.of(scope, x), size);
            Output product = Mul.of(scope, of(scope, dz, x), gradients);
            Output twice = Mul.of(scope, Const.of(scope, -2f, x.dtype()), product);
            return List.of(of(scope, dz, x), Mul.of(scope, twice, slope));
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 4};
            return List.of(
                    Sample.of(new SoftsignGrad(), g, new float[] {-1, 3, 1}).gives(new float[] {0.25f, 0.125f, 1}),
                    Sample.of(new SoftsignGrad(), new double[] {4}, new double[] {-1})
                            .gives(new double[] {1}),
                    Sample.rough(new SoftsignGrad(), g, new float[] {0, Float.NaN, Float.POSITIVE_INFINITY})
                            .gives(new float[] {1, Float.NaN, 0}));
        }
    }
}
