package dev.lamina.kernel.elementary;

/**
 * The logarithm of the gamma function of doubles, and its derivatives.
 *
 * <p>From 10 on the asymptotic series of Stirling, between 1.5 and 2.5 the power series at 2, whose coefficients are {@code zeta(k) -
 * 1} (NIST Handbook of Mathematical Functions 5.7.3 and 5.11.1); what lies elsewhere is brought there by {@code gamma(x + 1) = x
 * gamma(x)} or, below 0, by reflection.
 */
public final class GammaDouble {
    private static final double EULER = 0.5772156649015329;
    private static final double HALF_LOG_2_PI = 0.9189385332046728;
    private static final double STIRLING_FROM = 10;

    /** Stirling's coefficients, Bernoulli's numbers 2k by {@code 2k (2k - 1)}. */
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400
    };

    /** The alternating coefficients of {@code z^2, z^3, …}. */
    private static final double[] AT_2 = new double[40];

    static {
        for (int k = 0; k < AT_2.length; k++) {
            double coefficient = ZetaDouble.apply(k + 2, 2) / (k + 2);
            AT_2[k] = k % 2 == 0 ? coefficient : -coefficient;
        }
    }

    private GammaDouble() {}

    /** Returns {@code log |gamma(x)|}: infinite at 0, the negative integers and the infinities. */
    public static double logGamma(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0) {
            double sine = StrictMath.sin(Math.PI * (x - Math.rint(x)));
            return StrictMath.log(Math.PI / Math.abs(x * sine)) - logGamma(-x);
        }
        if (x < 0.5) {
            return at2(x) - StrictMath.log1p(x) - StrictMath.log(x);
        }
        if (x < 1.5) {
            return at2(x - 1) - StrictMath.log1p(x - 1);
        }
        double product = 1;
        double a = x;
        for (; a > 2.5 && a < STIRLING_FROM; a--) {
            product *= a - 1;
        }
        return a <= 2.5 ? at2(a - 2) + StrictMath.log(product) : stirling(x);
    }

    /** {@code log gamma(2 + z)}. */
    private static double at2(double z) {
        double sum = 0;
        for (int k = AT_2.length - 1; k >= 0; k--) {
            sum = (sum + AT_2[k]) * z;
        }
        return z * (1 - EULER + sum);
    }

    private static double stirling(double x) {
        return (x - 0.5) * (StrictMath.log(x) - 1) - 0.5 + HALF_LOG_2_PI + stirlingRest(x);
    }

    /** What Stirling's formula lacks of the logarithm of {@code gamma(x)}, for x from 10 on. */
    static double stirlingRest(double x) {
        double square = 1 / (x * x);
        double sum = 0;
        for (int k = STIRLING.length - 1; k >= 0; k--) {
            sum = sum * square + STIRLING[k];
        }
        return sum / x;
    }

    /** Returns the derivative of {@link #logGamma}: NaN at 0 and the negative integers. */
    public static double digamma(double x) {
        if (x <= 0) {
            double rest = x - Math.rint(x);
            return rest == 0 || Double.isInfinite(x)
                    ? Double.NaN
                    : digamma(1 - x) - Math.PI / StrictMath.tan(Math.PI * rest);
        }
        double sum = 0;
        double a = x;
        for (; a < STIRLING_FROM; a++) {
            sum -= 1 / a;
        }
        double square = 1 / (a * a);
        double series = 0;
        for (int k = STIRLING.length - 1; k >= 0; k--) {
            series = (series + STIRLING[k] * (2 * k + 1)) * square;
        }
        return sum + StrictMath.log(a) - 0.5 / a - series;
    }

    /** Returns the derivative {@code n} of {@link #digamma}: NaN unless {@code n} is an integer from 0 on. */
    public static double polygamma(double n, double x) {
        if (n == 0) {
            return digamma(x);
        }
        if (!(n > 0) || n != Math.rint(n)) {
            return Double.NaN;
        }
        double factorial = StrictMath.exp(logGamma(n + 1));
        double value = factorial * ZetaDouble.apply(n + 1, x);
        return n % 2 == 0 ? -value : value;
    }
}
