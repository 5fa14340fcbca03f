package dev.lamina.kernel.elementary;

/**
 * Hurwitz's zeta function of doubles, the sum of {@code (q + n)^-x} for n = 0, 1, 2, ….
 *
 * <p>The first terms are added, the rest is the sum formula of Euler and Maclaurin (NIST Handbook of Mathematical Functions 25.11.5).
 */
public final class ZetaDouble {
    /** Bernoulli's numbers 2, 4, 6, …. */
    private static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330
    };

    private static final double FORMULA_FROM = 10;

    private ZetaDouble() {}

    /**
     * Returns the sum: infinite for {@code x = 1}, NaN below; for {@code q <= 0} NaN unless {@code x} is an integer, and where a term is
     * infinite NaN unless {@code x} is even.
     */
    public static double apply(double x, double q) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(x > 1) || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q > 0) {
            return positive(x, q);
        }
        boolean isEven = x % 2 == 0;
        if (q == Math.rint(q)) {
            return isEven ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x != Math.rint(x)) {
            return Double.NaN;
        }
        double count = -Math.floor(q);
        double rest = q + count;
        double below = positive(x, 1 - rest) - positive(x, 1 - q);
        return positive(x, rest) + (isEven ? below : -below);
    }

    private static double positive(double x, double q) {
        double sum = 0;
        double a = q;
        for (; a < FORMULA_FROM + x / 2; a++) {
            double term = StrictMath.pow(a, -x);
            sum += term;
            if (term <= sum * 0x1p-60) {
                return sum;
            }
        }
        double power = StrictMath.pow(a, -x);
        sum += power * a / (x - 1) + power / 2;
        // Term k is B_2k / (2k)! x (x + 1) ... (x + 2k - 2) a^(1 - x - 2k).
        double factor = power * x / (2 * a);
        for (int k = 1; k <= BERNOULLI.length; k++) {
            sum += BERNOULLI[k - 1] * factor;
            factor *= (x + 2 * k - 1) * (x + 2 * k) / ((2 * k + 1) * (2 * k + 2) * a * a);
        }
        return sum;
    }
}
