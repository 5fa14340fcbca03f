package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.TanhFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hyperbolic tangent. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Tanh() implements UnaryOp.OfFloats {
    /** Adds a hyperbolic tangent. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Tanh(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        TanhFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.tanh(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return TanhGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Tanh(), new float[] {0, 0.5f, -1}).gives(new float[] {0, 0.46211717f, -0.7615942f}),
                Sample.rough(new Tanh(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, -1, Float.NaN}));
    }

    /** The gradient of {@link Tanh} from its result {@code y}: {@code dy * (1 - y * y)}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double}")
    public record TanhGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new TanhGrad(), y, dy);
        }

        @Override
        public void floats(float[] a, float[] b, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * (1 - a[k] * a[k]);
            }
        }

        @Override
        public void doubles(double[] a, double[] b, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * (1 - a[k] * a[k]);
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            Output minusTwo = Const.of(scope, -2f, y.dtype());
            Output slope = Mul.of(scope, Mul.of(scope, Mul.of(scope, dz, minusTwo), dy), y);
            return List.of(slope, of(scope, y, dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new TanhGrad(), new float[] {0, 0.5f, -0.5f}, new float[] {1, 2, -4})
                    .gives(new float[] {1, 1.5f, -3}));
        }
    }
}
