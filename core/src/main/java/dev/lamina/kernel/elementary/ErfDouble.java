package dev.lamina.kernel.elementary;

/**
 * The error function of doubles, and its complement.
 *
 * <p>Below 2 the series {@code 2/sqrt(pi) e^(-x^2) (x + 2/3 x^3 + 4/15 x^5 + ...)}, whose terms are all
 * of one sign; beyond, 1 less the continued fraction of the complement (Abramowitz and Stegun 7.1.6
 * and 7.1.14).
 */
public final class ErfDouble {
    private static final double SERIES_BELOW = 2;
    private static final double ONE_FROM = 6;
    private static final double FRACTION_FROM = 1;
    private static final double NOTHING_FROM = 30;

    /** The fraction needs the more terms the smaller its argument is. */
    private static final int FRACTION_TERMS = 20;

    private static final double FRACTION_TERMS_AT_1 = 200;
    private static final double SQRT_PI = StrictMath.sqrt(Math.PI);

    private ErfDouble() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(double[] x, int xOffset, double[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code erf x}: -1 and 1 at the infinities, NaN for NaN. */
    public static double apply(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < SERIES_BELOW) {
            return series(x);
        }
        if (magnitude >= ONE_FROM) {
            return Math.signum(x);
        }
        return Math.copySign(1 - complement(magnitude), x);
    }

    private static double series(double x) {
        double s = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-56; n++) {
            term *= 2 * s / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * StrictMath.exp(-s) * sum;
    }

    /** Returns {@code erfc x = 1 - erf x}, to a few units in the last place also where that is tiny: 2 and 0 at the infinities. */
    public static double complement(double x) {
        if (x < FRACTION_FROM) {
            return 1 - apply(x);
        }
        if (x > NOTHING_FROM) {
            return 0;
        }
        // The square of the leading half is exact.
        double head = (float) x;
        return StrictMath.exp(-head * head) * StrictMath.exp((head - x) * (head + x)) * scaledComplement(x);
    }

    /** Returns {@code e^(x^2) erfc x} for {@code x} from 1 on. */
    static double scaledComplement(double x) {
        double fraction = x;
        for (int k = (int) (FRACTION_TERMS + FRACTION_TERMS_AT_1 / (x * x)); k > 0; k--) {
            fraction = x + k * 0.5 / fraction;
        }
        return 1 / (SQRT_PI * fraction);
    }
}
