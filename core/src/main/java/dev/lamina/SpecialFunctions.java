package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Atan2;
import dev.lamina.op.arithmetic.Xdivy;
import dev.lamina.op.arithmetic.Xlogy;
import dev.lamina.op.math.Acos;
import dev.lamina.op.math.Acosh;
import dev.lamina.op.math.Asin;
import dev.lamina.op.math.Asinh;
import dev.lamina.op.math.Atan;
import dev.lamina.op.math.Atanh;
import dev.lamina.op.math.Cosh;
import dev.lamina.op.math.Digamma;
import dev.lamina.op.math.Erfc;
import dev.lamina.op.math.Erfinv;
import dev.lamina.op.math.Lgamma;
import dev.lamina.op.math.Sinh;

/** Inverse, hyperbolic and special functions, element by element. */
interface SpecialFunctions {
    /** Where new operations go. */
    Scope scope();

    /** The angle in radians whose sine is x. */
    default Output asin(Operand x) {
        return Asin.of(scope(), x);
    }

    /** The angle in radians whose cosine is x. */
    default Output acos(Operand x) {
        return Acos.of(scope(), x);
    }

    /** The angle in radians whose tangent is x. */
    default Output atan(Operand x) {
        return Atan.of(scope(), x);
    }

    /** The hyperbolic sine of x. */
    default Output sinh(Operand x) {
        return Sinh.of(scope(), x);
    }

    /** The hyperbolic cosine of x. */
    default Output cosh(Operand x) {
        return Cosh.of(scope(), x);
    }

    /** The number whose hyperbolic sine is x. */
    default Output asinh(Operand x) {
        return Asinh.of(scope(), x);
    }

    /** The number from 0 on whose hyperbolic cosine is x. */
    default Output acosh(Operand x) {
        return Acosh.of(scope(), x);
    }

    /** The number whose hyperbolic tangent is x. */
    default Output atanh(Operand x) {
        return Atanh.of(scope(), x);
    }

    /** 1 - erf x, exact also where that is tiny. */
    default Output erfc(Operand x) {
        return Erfc.of(scope(), x);
    }

    /** The number whose error function is x. */
    default Output erfinv(Operand x) {
        return Erfinv.of(scope(), x);
    }

    /** The logarithm of |Γ(x)|. */
    default Output lgamma(Operand x) {
        return Lgamma.of(scope(), x);
    }

    /** The derivative of the logarithm of Γ(x). */
    default Output digamma(Operand x) {
        return Digamma.of(scope(), x);
    }

    /** The angle in radians of the point (x, y), broadcasting. */
    default Output atan2(Operand y, Operand x) {
        return Atan2.of(scope(), y, x);
    }

    /** x / y, and 0 where x is 0. Broadcasting. */
    default Output xdivy(Operand x, Operand y) {
        return Xdivy.of(scope(), x, y);
    }

    /** x · log y, and 0 where x is 0. Broadcasting. */
    default Output xlogy(Operand x, Operand y) {
        return Xlogy.of(scope(), x, y);
    }
}
