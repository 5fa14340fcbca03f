package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code 1 / x}, of floating-point numbers. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Reciprocal() implements UnaryOp.OfFloats {
    /** Adds a reciprocal. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Reciprocal(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = 1 / x[k];
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = 1 / x[k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return ReciprocalGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Reciprocal(), new float[] {1, 4, -2}).gives(new float[] {1, 0.25f, -0.5f}),
                Sample.rough(new Reciprocal(), new float[] {0, -0f, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.NaN}),
                Sample.refused("is not defined for type int32", new Reciprocal(), new int[] {2}));
    }

    /** The gradient of {@link Reciprocal} from its result {@code y}: {@code -dy * y * y}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double}")
    public record ReciprocalGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new ReciprocalGrad(), y, dy);
        }

        @Override
        public void floats(float[] a, float[] b, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = -b[k] * (a[k] * a[k]);
            }
        }

        @Override
        public void doubles(double[] a, double[] b, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = -b[k] * (a[k] * a[k]);
            }
        }

        /** The gradients by both inputs, given the one by {@code dy}. */
        static List<@Nullable Output> slopes(Scope scope, Output y, Output dy, Output dz, Output byDy) {
            Output minusTwo = Const.of(scope, -2f, byDy.dtype());
            Output slope = Mul.of(scope, Mul.of(scope, dz, minusTwo), Mul.of(scope, dy, y));
            return List.of(slope, byDy);
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            return slopes(scope, y, dy, dz, of(scope, y, dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new ReciprocalGrad(), new float[] {1, 2, -0.5f}, new float[] {1, 2, -4})
                    .gives(new float[] {-1, -8, 1}));
        }
    }
}
