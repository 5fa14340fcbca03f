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

/** {@code x} from 0 on, below {@code e^x - 1} (Clevert et al., 2015). */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Elu() implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Elu(), features);
    }

    /** No: what the loop over floats has written first is needed again, together with its operand. */
    @Override
    public boolean canWorkInPlace() {
        return false;
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        EluFloat.run(x, 1, 1, y, from, to);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] < 0 ? StrictMath.expm1(x[k]) : x[k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return EluGrad.of(scope, dy, y);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Elu(), new float[] {-1, 0.5f, 2}).gives(new float[] {-0.63212055f, 0.5f, 2}),
                Sample.of(new Elu(), new double[] {-1, 1}).gives(new double[] {-0.6321205588285577, 1}),
                Sample.rough(new Elu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, -1, Float.POSITIVE_INFINITY}));
    }

    /** The gradient of {@link Elu} from its outputs: {@code g} from 0 on, below {@code g * (y + 1)}. */
    @OpDef(
            inputs = {"gradients: T", "outputs: T"},
            outputs = "backprops: T",
            attrs = "T: {half, bfloat16, float, double}")
    public record EluGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand outputs) {
            return scope.output(new EluGrad(), gradients, outputs);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            EluFloat.gradient(g, f, 1, 1, y, from, to);
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] < 0 ? g[k] * (f[k] + 1) : g[k];
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
                    Sample.of(new EluGrad(), g, new float[] {-0.5f, 1, -0.25f}).gives(new float[] {0.5f, 2, 3}),
                    Sample.of(new EluGrad(), new double[] {2}, new double[] {-0.5})
                            .gives(new double[] {1}),
                    Sample.rough(new EluGrad(), g, new float[] {0, Float.NaN, -1})
                            .gives(new float[] {1, 2, 0}));
        }
    }
}
