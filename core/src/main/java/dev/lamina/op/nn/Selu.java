package dev.lamina.op.nn;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.EluFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.Select;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code scale * x} from 0 on, below {@code scale * alpha * (e^x - 1)} (Klambauer et al., 2017). */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Selu() implements UnaryOp.OfFloats {
    static final double SCALE = 1.0507009873554805;
    static final double SCALE_ALPHA = 1.7580993408473768;

    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Selu(), features);
    }

    /** No: what the loop over floats has written first is needed again, together with its operand. */
    @Override
    public boolean canWorkInPlace() {
        return false;
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        EluFloat.run(x, (float) SCALE_ALPHA, (float) SCALE, y, from, to);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] < 0 ? SCALE_ALPHA * StrictMath.expm1(x[k]) : SCALE * x[k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return SeluGrad.of(scope, dy, y);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Selu(), new float[] {-1, 0.5f, 2})
                        .gives(new float[] {-1.1113307f, 0.5253505f, 2.101402f}),
                Sample.of(new Selu(), new double[] {1}).gives(new double[] {SCALE}),
                Sample.rough(new Selu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, -1.7580993f}));
    }

    /**
     * The gradient of {@link Selu} from its outputs: {@code g * scale} from 0 on, below {@code g * (y + scale * alpha)}.
     */
    @OpDef(
            inputs = {"gradients: T", "outputs: T"},
            outputs = "backprops: T",
            attrs = "T: {half, bfloat16, float, double}")
    public record SeluGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand outputs) {
            return scope.output(new SeluGrad(), gradients, outputs);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            EluFloat.gradient(g, f, (float) Selu.SCALE_ALPHA, (float) Selu.SCALE, y, from, to);
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] < 0 ? g[k] * (f[k] + Selu.SCALE_ALPHA) : g[k] * Selu.SCALE;
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output outputs, Output z, Output dz) {
            Output below = Less.of(scope, outputs, ZerosLike.of(scope, outputs));
            Output product = Mul.of(scope, dz, gradients);
            return List.of(of(scope, dz, outputs), Select.of(scope, below, product, ZerosLike.of(scope, product)));
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 4};
            return List.of(
                    Sample.of(new SeluGrad(), g, new float[] {-0.5f, 1, -1})
                            .gives(new float[] {1.2580993f, 2.101402f, 3.0323975f}),
                    Sample.rough(new SeluGrad(), g, new float[] {0, 0, 0})
                            .gives(new float[] {1.050701f, 2.101402f, 4.202804f}));
        }
    }
}
