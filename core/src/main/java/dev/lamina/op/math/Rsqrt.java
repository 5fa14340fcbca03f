package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.RsqrtFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reciprocal square root {@code 1 / sqrt(x)}; infinite at 0, NaN below. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Rsqrt() implements UnaryOp.OfFloats {
    /** Adds a reciprocal square root. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Rsqrt(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        RsqrtFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = 1 / Math.sqrt(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return RsqrtGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Rsqrt(), new float[] {1, 4, 2.25f}).gives(new float[] {1, 0.5f, 0.6666667f}),
                Sample.rough(new Rsqrt(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }

    /** The gradient of {@link Rsqrt} from its result {@code y}: {@code dy * -0.5 * y^3}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double}")
    public record RsqrtGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new RsqrtGrad(), y, dy);
        }

        @Override
        public void floats(float[] a, float[] b, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * -0.5f * a[k] * (a[k] * a[k]);
            }
        }

        @Override
        public void doubles(double[] a, double[] b, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * -0.5 * a[k] * (a[k] * a[k]);
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            Output factor = Const.of(scope, -1.5f, y.dtype());
            Output slope = Mul.of(scope, Mul.of(scope, Mul.of(scope, factor, dz), dy), Square.of(scope, y));
            return List.of(slope, of(scope, y, dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new RsqrtGrad(), new float[] {1, 2, 0.5f}, new float[] {1, 2, -4})
                    .gives(new float[] {-0.5f, -8, 0.25f}));
        }
    }
}
