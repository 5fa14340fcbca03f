package dev.lamina.kernel.elementary;

/**
 * The regularized incomplete gamma functions of doubles, P and Q = 1 - P, and their derivatives by the first argument.
 *
 * <p>P is the power series, or 1 less the continued fraction of Q (NIST Handbook of Mathematical Functions 8.11.4 and 8.9.2); for large
 * first arguments both are the uniform expansion 8.12.3. Derivatives go through the same steps, as dual numbers.
 */
public final class IncompleteGammaDouble {
    /** From here on the uniform expansion needs two terms. */
    private static final double EXPANSION_FROM = 1e6;

    /** The coefficients of the expansion's first term by powers of eta (8.12.11). */
    private static final double[] EXPANSION = {
        -1.0 / 3, 1.0 / 12, -2.0 / 135, 1.0 / 864, 1.0 / 2835, -139.0 / 777600, 1.0 / 25515, -571.0 / 261273600
    };

    /** The second term where eta is 0. */
    private static final double SECOND = -1.0 / 540;

    private static final double TINY = 1e-300;
    private static final double PRECISION = 0x1p-54;

    /** How many standard deviations the arguments of the expansion are apart where it is 0 or 1. */
    private static final double FAR = 40;

    private IncompleteGammaDouble() {}

    /** Returns {@code P(a, x)}: NaN unless {@code a > 0} and {@code x >= 0}. */
    public static double lower(double a, double x) {
        if (x == 0) {
            return 0;
        }
        if (!(a > 0) || !(x > 0) || Double.isInfinite(a)) {
            return Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 1;
        }
        if (a >= EXPANSION_FROM) {
            return expansion(a, x, -1);
        }
        return usesSeries(a, x) ? power(a, x) * series(a, x) : 1 - power(a, x) * a * fraction(a, x);
    }

    /** Returns {@code Q(a, x)}: NaN unless {@code a > 0} and {@code x >= 0}. */
    public static double upper(double a, double x) {
        if (!(a > 0) || !(x >= 0) || Double.isInfinite(a)) {
            return Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (x == 0) {
            return 1;
        }
        if (a >= EXPANSION_FROM) {
            return expansion(a, x, 1);
        }
        return usesSeries(a, x) ? 1 - power(a, x) * series(a, x) : power(a, x) * a * fraction(a, x);
    }

    /** Returns the derivative of {@code P(a, x)} by a: NaN unless {@code a > 0} and {@code x >= 0}. */
    public static double derivative(double a, double x) {
        if (!(a > 0) || !(x >= 0)) {
            return Double.NaN;
        }
        if (x == 0 || Double.isInfinite(x)) {
            return 0;
        }
        // -dP/da by dP/dx, times dP/dx, which is power(a, x) a / x.
        double slope = sampleDerivative(a, x);
        double density = power(a, x) * a / x;
        return density == 0 ? -0.0 : -slope * density;
    }

    /** Returns how x changes with a where {@code P(a, x)} stays: the derivative of a sample of a gamma distribution by its shape. */
    public static double sampleDerivative(double a, double x) {
        if (x == 0) {
            return 0;
        }
        if (!(a > 0) || !(x > 0) || Double.isInfinite(a) || Double.isInfinite(x)) {
            return Double.NaN;
        }
        if (a >= EXPANSION_FROM) {
            // The expansion's eta sqrt(a) stays, to within 1 / a.
            double mu = (x - a) / a;
            return x / a * (mu == 0 ? 1 : 1 - excess(mu) / mu);
        }
        double logarithm = StrictMath.log(x);
        if (usesSeries(a, x)) {
            return -x / a * seriesDerivative(a, x, logarithm - GammaDouble.digamma(a + 1));
        }
        return x * fractionDerivative(a, x, logarithm - GammaDouble.digamma(a));
    }

    private static boolean usesSeries(double a, double x) {
        return x < 1 || x < a;
    }

    /** {@code x^a e^-x / gamma(a + 1)}. */
    private static double power(double a, double x) {
        if (a < 10) {
            return StrictMath.exp(a * StrictMath.log(x) - x - GammaDouble.logGamma(a + 1));
        }
        return StrictMath.exp(-a * excess((x - a) / a) - GammaDouble.stirlingRest(a)) / Math.sqrt(2 * Math.PI * a);
    }

    /** {@code mu - log(1 + mu)}. */
    private static double excess(double mu) {
        if (Math.abs(mu) > 0.1) {
            return mu - StrictMath.log1p(mu);
        }
        double sum = 0;
        double term = mu;
        for (int k = 2; k < 20; k++) {
            term *= -mu;
            sum -= term / k;
        }
        return sum;
    }

    /** {@code 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + …}. */
    private static double series(double a, double x) {
        double sum = 1;
        double term = 1;
        for (double n = a + 1; term > sum * PRECISION; n++) {
            term *= x / n;
            sum += term;
        }
        return sum;
    }

    /** The series' derivative by a, and the series times {@code factor}. */
    private static double seriesDerivative(double a, double x, double factor) {
        double sum = 1;
        double term = 1;
        double slope = 0;
        double termSlope = 0;
        for (double n = a + 1; term > sum * PRECISION || Math.abs(termSlope) > Math.abs(slope) * PRECISION; n++) {
            termSlope = (termSlope - term / n) * x / n;
            term *= x / n;
            sum += term;
            slope += termSlope;
        }
        return sum * factor + slope;
    }

    /** {@code 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (…)))}. */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        double change = 0;
        for (int n = 1; Math.abs(change - 1) > PRECISION * 4; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / nonzero(numerator * d + b);
            c = nonzero(b + numerator / c);
            change = c * d;
            h *= change;
        }
        return h;
    }

    /** The fraction's derivative by a, and the fraction times {@code factor}. */
    private static double fractionDerivative(double a, double x, double factor) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double cSlope = 0;
        double d = 1 / b;
        double dSlope = d * d;
        double h = d;
        double hSlope = dSlope;
        double change = 0;
        double changeSlope = 1;
        for (int n = 1; Math.abs(change - 1) > PRECISION * 4 || Math.abs(changeSlope) > PRECISION * 4; n++) {
            double numerator = -n * (n - a);
            b += 2;
            // Of b the derivative is -1, of the numerator n.
            double newD = 1 / nonzero(numerator * d + b);
            dSlope = -newD * newD * (n * d + numerator * dSlope - 1);
            d = newD;
            cSlope = -1 + n / c - numerator * cSlope / (c * c);
            c = nonzero(b + numerator / c);
            change = c * d;
            changeSlope = cSlope * d + c * dSlope;
            hSlope = hSlope * change + h * changeSlope;
            h *= change;
        }
        return h * factor + hSlope;
    }

    private static double nonzero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }

    /** Q for {@code sign} 1, P for -1. */
    private static double expansion(double a, double x, double sign) {
        double mu = (x - a) / a;
        double half = excess(mu);
        double exponent = a * half;
        if (exponent > FAR * FAR) {
            return mu > 0 == sign > 0 ? 0 : 1;
        }
        double eta = Math.copySign(Math.sqrt(2 * half), mu);
        double first = 0;
        for (int k = EXPANSION.length - 1; k >= 0; k--) {
            first = first * eta + EXPANSION[k];
        }
        double rest = StrictMath.exp(-exponent) / Math.sqrt(2 * Math.PI * a) * (first + SECOND / a);
        return ErfDouble.complement(sign * eta * Math.sqrt(a / 2)) / 2 + sign * rest;
    }
}
