package dev.lamina.kernel.elementary;

/**
 * The regularized incomplete beta function of doubles, by its continued fraction (NIST Handbook of Mathematical Functions 8.17.22), or
 * that of 1 less it with the arguments exchanged where it converges faster.
 */
public final class IncompleteBetaDouble {
    private static final double TINY = 1e-300;
    private static final double PRECISION = 0x1p-52;

    private IncompleteBetaDouble() {}

    /** Returns {@code I_x(a, b)}: NaN unless a and b are above 0 and x is in [0, 1]. */
    public static double apply(double a, double b, double x) {
        if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1) || Double.isInfinite(a) || Double.isInfinite(b)) {
            return Double.NaN;
        }
        if (x == 0 || x == 1) {
            return x;
        }
        return x < (a + 1) / (a + b + 2) ? below(a, b, x, 1 - x) : 1 - below(b, a, 1 - x, x);
    }

    private static double below(double a, double b, double x, double rest) {
        double logarithm = a * StrictMath.log(x)
                + b * StrictMath.log(rest)
                + GammaDouble.logGamma(a + b)
                - GammaDouble.logGamma(a)
                - GammaDouble.logGamma(b);
        return StrictMath.exp(logarithm) / a * fraction(a, b, x);
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
        double h = d;
        double change = 0;
        for (int m = 1; Math.abs(change - 1) > PRECISION; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonzero(1 + even * d);
            c = nonzero(1 + even / c);
            h *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonzero(1 + odd * d);
            c = nonzero(1 + odd / c);
            change = c * d;
            h *= change;
        }
        return h;
    }

    private static double nonzero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }
}
