package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Atan2;
import dev.lamina.op.arithmetic.MulNoNan;
import dev.lamina.op.arithmetic.NextAfter;
import dev.lamina.op.arithmetic.Polygamma;
import dev.lamina.op.arithmetic.Xdivy;
import dev.lamina.op.arithmetic.Xlog1py;
import dev.lamina.op.arithmetic.Xlogy;
import dev.lamina.op.arithmetic.Zeta;
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
import dev.lamina.op.math.Ndtri;
import dev.lamina.op.math.Sinh;
import dev.lamina.op.special.BesselI0;
import dev.lamina.op.special.BesselI0e;
import dev.lamina.op.special.BesselI1;
import dev.lamina.op.special.BesselI1e;
import dev.lamina.op.special.BesselJ0;
import dev.lamina.op.special.BesselJ1;
import dev.lamina.op.special.BesselK0;
import dev.lamina.op.special.BesselK0e;
import dev.lamina.op.special.BesselK1;
import dev.lamina.op.special.BesselK1e;
import dev.lamina.op.special.BesselY0;
import dev.lamina.op.special.BesselY1;
import dev.lamina.op.special.Betainc;
import dev.lamina.op.special.Dawsn;
import dev.lamina.op.special.Expint;
import dev.lamina.op.special.FresnelCos;
import dev.lamina.op.special.FresnelSin;
import dev.lamina.op.special.Igamma;
import dev.lamina.op.special.Igammac;
import dev.lamina.op.special.Spence;

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

    /** The number below which one of the standard normal distribution lies with probability x. */
    default Output ndtri(Operand x) {
        return Ndtri.of(scope(), x);
    }

    /** The modified Bessel function of the first kind and order 0. */
    default Output besselI0(Operand x) {
        return BesselI0.of(scope(), x);
    }

    /** The modified Bessel function of the first kind and order 0, times e^-|x|. */
    default Output besselI0e(Operand x) {
        return BesselI0e.of(scope(), x);
    }

    /** The modified Bessel function of the first kind and order 1. */
    default Output besselI1(Operand x) {
        return BesselI1.of(scope(), x);
    }

    /** The modified Bessel function of the first kind and order 1, times e^-|x|. */
    default Output besselI1e(Operand x) {
        return BesselI1e.of(scope(), x);
    }

    /** The Bessel function of the first kind and order 0. */
    default Output besselJ0(Operand x) {
        return BesselJ0.of(scope(), x);
    }

    /** The Bessel function of the first kind and order 1. */
    default Output besselJ1(Operand x) {
        return BesselJ1.of(scope(), x);
    }

    /** The modified Bessel function of the second kind and order 0. */
    default Output besselK0(Operand x) {
        return BesselK0.of(scope(), x);
    }

    /** The modified Bessel function of the second kind and order 0, times e^x. */
    default Output besselK0e(Operand x) {
        return BesselK0e.of(scope(), x);
    }

    /** The modified Bessel function of the second kind and order 1. */
    default Output besselK1(Operand x) {
        return BesselK1.of(scope(), x);
    }

    /** The modified Bessel function of the second kind and order 1, times e^x. */
    default Output besselK1e(Operand x) {
        return BesselK1e.of(scope(), x);
    }

    /** The Bessel function of the second kind and order 0. */
    default Output besselY0(Operand x) {
        return BesselY0.of(scope(), x);
    }

    /** The Bessel function of the second kind and order 1. */
    default Output besselY1(Operand x) {
        return BesselY1.of(scope(), x);
    }

    /** Dawson's integral, e^-x² times the integral of e^t² from 0 to x. */
    default Output dawsn(Operand x) {
        return Dawsn.of(scope(), x);
    }

    /** The exponential integral, that of e^t / t up to x. */
    default Output expint(Operand x) {
        return Expint.of(scope(), x);
    }

    /** Fresnel's integral of cos(π t² / 2) from 0 to x. */
    default Output fresnelCos(Operand x) {
        return FresnelCos.of(scope(), x);
    }

    /** Fresnel's integral of sin(π t² / 2) from 0 to x. */
    default Output fresnelSin(Operand x) {
        return FresnelSin.of(scope(), x);
    }

    /** Spence's function, the integral of log(t) / (1 - t) from 1 to x. */
    default Output spence(Operand x) {
        return Spence.of(scope(), x);
    }

    /** The derivative of order a + 1 of the logarithm of Γ(x). Broadcasting. */
    default Output polygamma(Operand a, Operand x) {
        return Polygamma.of(scope(), a, x);
    }

    /** Hurwitz's zeta function, the sum of (q + n)^-x over n from 0 on. Broadcasting. */
    default Output zeta(Operand x, Operand q) {
        return Zeta.of(scope(), x, q);
    }

    /** The regularized lower incomplete gamma function. Broadcasting. */
    default Output igamma(Operand a, Operand x) {
        return Igamma.of(scope(), a, x);
    }

    /** The regularized upper incomplete gamma function, 1 less the lower one. Broadcasting. */
    default Output igammac(Operand a, Operand x) {
        return Igammac.of(scope(), a, x);
    }

    /** x · log(1 + y), and 0 where x is 0. Broadcasting. */
    default Output xlog1py(Operand x, Operand y) {
        return Xlog1py.of(scope(), x, y);
    }

    /** x · y, and 0 where y is 0, whatever x is. Broadcasting. */
    default Output multiplyNoNan(Operand x, Operand y) {
        return MulNoNan.of(scope(), x, y);
    }

    /** The number next to x towards y. Broadcasting. */
    default Output nextAfter(Operand x, Operand y) {
        return NextAfter.of(scope(), x, y);
    }

    /** The regularized incomplete beta function, the integral of t^(a-1) (1-t)^(b-1) from 0 to x by that to 1. Of one shape, or scalars. */
    default Output betainc(Operand a, Operand b, Operand x) {
        return Betainc.of(scope(), a, b, x);
    }
}
