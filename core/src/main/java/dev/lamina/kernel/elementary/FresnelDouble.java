package dev.lamina.kernel.elementary;

/**
 * Fresnel's integrals of doubles: of {@code cos(pi t^2 / 2)} and {@code sin(pi t^2 / 2)} from 0 to x.
 *
 * <p>Of small arguments the power series, of others by the continued fraction of the complementary error function (NIST Handbook of
 * Mathematical Functions 7.6.4, 7.6.6, 7.5.9 and 7.9.1).
 */
public final class FresnelDouble {
    private static final double SERIES_BELOW = 1.5;
    private static final double PRECISION = 0x1p-56;

    /** More terms than the fraction needs from there on. */
    private static final int FRACTION_TERMS = 120;

    private FresnelDouble() {}

    /** Returns the integral of the cosine, odd. */
    public static double cosine(double x) {
        return Math.abs(x) < SERIES_BELOW ? series(x, 0) : fraction(x, false);
    }

    /** Returns the integral of the sine, odd. */
    public static double sine(double x) {
        return Math.abs(x) < SERIES_BELOW ? series(x, 1) : fraction(x, true);
    }

    private static double series(double x, int from) {
        double angle = Math.PI / 2 * x * x;
        double power = from == 0 ? x : x * angle;
        double sum = 0;
        for (int k = from; ; k += 2) {
            double term = power / (2 * k + 1);
            sum += term;
            if (Math.abs(term) <= Math.abs(sum) * PRECISION) {
                return sum;
            }
            power *= -angle * angle / ((k + 1.0) * (k + 2));
        }
    }

    private static double fraction(double signed, boolean isSine) {
        if (Double.isNaN(signed)) {
            return signed;
        }
        double x = Math.abs(signed);
        if (x > 1e100) {
            return Math.copySign(0.5, signed);
        }
        // 1 / (b - 1 * 2 / (b + 4 - 3 * 4 / (b + 8 - ...))) with b = 1 - i pi x^2, from its end.
        double imaginary = -Math.PI * x * x;
        double re = 1 + 4 * FRACTION_TERMS;
        double im = imaginary;
        for (int n = FRACTION_TERMS - 1; n >= 0; n--) {
            double factor = -(2 * n + 1.0) * (2 * n + 2) / (re * re + im * im);
            re = 1 + 4 * n + factor * re;
            im = imaginary - factor * im;
        }
        double square = re * re + im * im;
        // h (x - i x)
        double hRe = x * (re / square - im / square);
        double hIm = -x * (im / square + re / square);
        double angle = Math.PI / 2 * x * x;
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        // (1 + i) / 2 (1 - e^(i angle) h)
        double leftRe = 1 - (c * hRe - s * hIm);
        double leftIm = -(c * hIm + s * hRe);
        double value = isSine ? (leftRe + leftIm) / 2 : (leftRe - leftIm) / 2;
        return Math.copySign(value, signed);
    }
}
