package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Conj;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code 1 / x}, of floating-point numbers. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}")
public record Reciprocal() implements UnaryOp.OfFloats, ComplexOp.Unary {
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
    public void complexes(double[] x, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double re = x[k];
            double im = x[k + 1];
            boolean isSteep = StrictMath.abs(im) > StrictMath.abs(re);
            double ratio = isSteep ? re / im : im / re;
            double divisor = isSteep ? re * ratio + im : re + im * ratio;
            y[k] = (isSteep ? ratio : 1) / divisor;
            y[k + 1] = -(isSteep ? 1 : ratio) / divisor;
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
                Sample.refused("is not defined for type int32", new Reciprocal(), new int[] {2}),
                Sample.of(new Reciprocal(), Tensor.wrap(DType.COMPLEX64, new float[] {3, 4, 0, -2}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {0.12f, -0.16f, 0, 0.5f}, Shape.of(2))));
    }

    /** The gradient of {@link Reciprocal} from its result {@code y}: {@code -dy * y * y}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double, complex64, complex128}")
    public record ReciprocalGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape, ComplexOp.Binary {
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

        /** Of complex numbers, {@code y} is conjugated. */
        @Override
        public void complexes(double[] y, double[] dy, double[] z, int n) {
            for (int k = 0; k < 2 * n; k += 2) {
                double re = y[k] * y[k] - y[k + 1] * y[k + 1];
                double im = -2 * y[k] * y[k + 1];
                double real = dy[k + 1] * im - dy[k] * re;
                z[k + 1] = -(dy[k] * im + dy[k + 1] * re);
                z[k] = real;
            }
        }

        /** The gradient by {@code y}. */
        static Output slope(Scope scope, Output y, Output dy, Output dz) {
            Output minusTwo = Const.of(scope, -2f, dy.dtype());
            Output rest = Mul.of(scope, dy, Conj.ofAny(scope, y));
            return Mul.of(scope, Mul.of(scope, Conj.ofAny(scope, dz), minusTwo), rest);
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            return List.of(slope(scope, y, dy, dz), of(scope, Conj.ofAny(scope, y), dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new ReciprocalGrad(), new float[] {1, 2, -0.5f}, new float[] {1, 2, -4})
                    .gives(new float[] {-1, -8, 1}));
        }
    }
}
