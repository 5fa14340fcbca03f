package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.ClipByValue;
import dev.lamina.op.arithmetic.Div;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.FloorDiv;
import dev.lamina.op.arithmetic.FloorMod;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Pow;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.SquaredDifference;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.complex.Angle;
import dev.lamina.op.complex.Complex;
import dev.lamina.op.complex.ComplexAbs;
import dev.lamina.op.complex.Conj;
import dev.lamina.op.complex.Imag;
import dev.lamina.op.complex.Real;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.BatchMatMulV2;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.logic.IsFinite;
import dev.lamina.op.logic.IsInf;
import dev.lamina.op.logic.IsNan;
import dev.lamina.op.math.Abs;
import dev.lamina.op.math.Ceil;
import dev.lamina.op.math.Cos;
import dev.lamina.op.math.Erf;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Expm1;
import dev.lamina.op.math.Floor;
import dev.lamina.op.math.Log;
import dev.lamina.op.math.Log1p;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Reciprocal;
import dev.lamina.op.math.Round;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.math.Sigmoid;
import dev.lamina.op.math.Sign;
import dev.lamina.op.math.Sin;
import dev.lamina.op.math.Sqrt;
import dev.lamina.op.math.Square;
import dev.lamina.op.math.Tan;
import dev.lamina.op.math.Tanh;
import dev.lamina.op.reduce.Cumsum;
import java.util.List;

/** Arithmetic, element by element and of matrices. */
interface Arithmetic {
    /** Where new operations go. */
    Scope scope();

    /** x + y, broadcasting. */
    default Output add(Operand x, Operand y) {
        return Add.of(scope(), x, y);
    }

    /** x - y, broadcasting. */
    default Output subtract(Operand x, Operand y) {
        return Sub.of(scope(), x, y);
    }

    /** x · y, broadcasting. */
    default Output multiply(Operand x, Operand y) {
        return Mul.of(scope(), x, y);
    }

    /** x / y of floating-point numbers, broadcasting. */
    default Output divide(Operand x, Operand y) {
        return RealDiv.of(scope(), x, y);
    }

    /** x / y as Java divides: integers truncate. Broadcasting. */
    default Output div(Operand x, Operand y) {
        return Div.of(scope(), x, y);
    }

    /** ⌊x / y⌋, broadcasting. */
    default Output floorDiv(Operand x, Operand y) {
        return FloorDiv.of(scope(), x, y);
    }

    /** x - ⌊x / y⌋ · y, broadcasting. */
    default Output floorMod(Operand x, Operand y) {
        return FloorMod.of(scope(), x, y);
    }

    /** x / y, and 0 where y is 0. Broadcasting. */
    default Output divideNoNan(Operand x, Operand y) {
        return DivNoNan.of(scope(), x, y);
    }

    /** x to the power of y, broadcasting. */
    default Output pow(Operand x, Operand y) {
        return Pow.of(scope(), x, y);
    }

    /** The larger of x and y, broadcasting. */
    default Output maximum(Operand x, Operand y) {
        return Maximum.of(scope(), x, y);
    }

    /** The smaller of x and y, broadcasting. */
    default Output minimum(Operand x, Operand y) {
        return Minimum.of(scope(), x, y);
    }

    /** (x - y)², broadcasting. */
    default Output squaredDifference(Operand x, Operand y) {
        return SquaredDifference.of(scope(), x, y);
    }

    /** |x|; of complex numbers their length. */
    default Output abs(Operand x) {
        return x.asOutput().dtype().isComplex() ? ComplexAbs.of(scope(), x) : Abs.of(scope(), x);
    }

    /** The complex numbers of these real and imaginary parts, float32 or float64, which broadcast. */
    default Output complex(Operand real, Operand imag) {
        return Complex.of(scope(), real, imag);
    }

    /** The real parts of complex numbers. */
    default Output real(Operand x) {
        return Real.of(scope(), x);
    }

    /** The imaginary parts of complex numbers. */
    default Output imag(Operand x) {
        return Imag.of(scope(), x);
    }

    /** The conjugates of complex numbers. */
    default Output conj(Operand x) {
        return Conj.of(scope(), x);
    }

    /** The angles of complex numbers with the positive real axis, from -π to π. */
    default Output angle(Operand x) {
        return Angle.of(scope(), x);
    }

    /** -x. */
    default Output negative(Operand x) {
        return Neg.of(scope(), x);
    }

    /** -1, 0 or 1 by the sign of x. */
    default Output sign(Operand x) {
        return Sign.of(scope(), x);
    }

    /** x². */
    default Output square(Operand x) {
        return Square.of(scope(), x);
    }

    /** √x. */
    default Output sqrt(Operand x) {
        return Sqrt.of(scope(), x);
    }

    /** 1/√x. */
    default Output rsqrt(Operand x) {
        return Rsqrt.of(scope(), x);
    }

    /** 1/x. */
    default Output reciprocal(Operand x) {
        return Reciprocal.of(scope(), x);
    }

    /** eˣ. */
    default Output exp(Operand x) {
        return Exp.of(scope(), x);
    }

    /** eˣ - 1, exact near 0. */
    default Output expm1(Operand x) {
        return Expm1.of(scope(), x);
    }

    /** The natural logarithm of x. */
    default Output log(Operand x) {
        return Log.of(scope(), x);
    }

    /** The natural logarithm of 1 + x, exact near 0. */
    default Output log1p(Operand x) {
        return Log1p.of(scope(), x);
    }

    /** The largest integer not above x. */
    default Output floor(Operand x) {
        return Floor.of(scope(), x);
    }

    /** The smallest integer not below x. */
    default Output ceil(Operand x) {
        return Ceil.of(scope(), x);
    }

    /** The nearest integer, half to even. */
    default Output round(Operand x) {
        return Round.of(scope(), x);
    }

    /** The sine of x. */
    default Output sin(Operand x) {
        return Sin.of(scope(), x);
    }

    /** The cosine of x. */
    default Output cos(Operand x) {
        return Cos.of(scope(), x);
    }

    /** The tangent of x. */
    default Output tan(Operand x) {
        return Tan.of(scope(), x);
    }

    /** The hyperbolic tangent of x. */
    default Output tanh(Operand x) {
        return Tanh.of(scope(), x);
    }

    /** 1/(1 + e⁻ˣ). */
    default Output sigmoid(Operand x) {
        return Sigmoid.of(scope(), x);
    }

    /** The Gauss error function of x. */
    default Output erf(Operand x) {
        return Erf.of(scope(), x);
    }

    /** Whether x is NaN. */
    default Output isNan(Operand x) {
        return IsNan.of(scope(), x);
    }

    /** Whether x is infinite. */
    default Output isInf(Operand x) {
        return IsInf.of(scope(), x);
    }

    /** Whether x is neither NaN nor infinite. */
    default Output isFinite(Operand x) {
        return IsFinite.of(scope(), x);
    }

    /** The sum of tensors of one shape. */
    default Output addN(List<? extends Operand> inputs) {
        return AddN.of(scope(), inputs);
    }

    /** x, but at least {@code low} and at most {@code high}. */
    default Output clipByValue(Operand x, float low, float high) {
        return ClipByValue.of(
                scope(),
                x,
                Const.of(scope().named(null), low, x.asOutput().dtype()),
                Const.of(scope().named(null), high, x.asOutput().dtype()));
    }

    /** The running sums along an axis. */
    default Output cumsum(Operand x, int axis) {
        return Cumsum.of(scope(), x, Const.of(scope().named(null), axis), false, false);
    }

    /** The product of two matrices. */
    default Output matmul(Operand a, Operand b) {
        return matmul(a, b, false, false);
    }

    /** The product of two matrices, each transposed first if so wished. */
    default Output matmul(Operand a, Operand b, boolean transposeA, boolean transposeB) {
        return MatMul.of(scope(), a, b, transposeA, transposeB);
    }

    /** The products of the matrices in the last two axes; the axes before broadcast. */
    default Output batchMatmul(Operand a, Operand b) {
        return BatchMatMulV2.of(scope(), a, b, false, false);
    }
}
