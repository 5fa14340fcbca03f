package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The square root; NaN below 0. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sqrt() implements UnaryOp.OfFloats {
    /** Adds a square root. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sqrt(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (float) Math.sqrt(x[k]);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.sqrt(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return SqrtGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sqrt(), new float[] {1, 4, 2.25f}).gives(new float[] {1, 2, 1.5f}),
                Sample.rough(new Sqrt(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }

    /** The gradient of {@link Sqrt} from its result {@code y}: {@code dy * 0.5 / y}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double}")
    public record SqrtGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new SqrtGrad(), y, dy);
        }

        @Override
        public void floats(float[] a, float[] b, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * 0.5f / a[k];
            }
        }

        @Override
        public void doubles(double[] a, double[] b, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * 0.5 / a[k];
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            Output half = Const.of(scope, 0.5f, y.dtype());
            Output ratio = RealDiv.of(scope, dz, y);
            return List.of(Mul.of(scope, Neg.of(scope, ratio), z), Mul.of(scope, half, ratio));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new SqrtGrad(), new float[] {1, 2, 1.25f}, new float[] {1, 2, -5})
                    .gives(new float[] {0.5f, 0.5f, -2}));
        }
    }
}
