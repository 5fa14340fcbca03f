package dev.lamina.kernel.elementary;

/**
 * Bessel functions of the first and second kind of doubles, of orders 0 and 1.
 *
 * <p>Of small arguments the power series, of large ones Hankel's expansion (NIST Handbook of Mathematical Functions 10.2.2, 10.8.1 and
 * 10.17.3); between them the recurrence by orders downwards (Miller's algorithm), and Neumann's series of the second kind in its values
 * (10.23.17).
 */
public final class BesselDouble {
    private static final double EULER = 0.5772156649015329;
    private static final double PRECISION = 0x1p-60;
    private static final double SERIES_BELOW = 2;
    private static final double HANKEL_FROM = 25;

    /** Orders above the argument where the recurrence begins: the function is 0 to within rounding there. */
    private static final int ORDERS_ABOVE = 50;

    private BesselDouble() {}

    /** Returns J0(x). */
    public static double j0(double x) {
        double a = Math.abs(x);
        return a < SERIES_BELOW ? series(0, a) : a < HANKEL_FROM ? recurrence(0, a, false) : hankel(0, a, false);
    }

    /** Returns J1(x), odd. */
    public static double j1(double x) {
        double a = Math.abs(x);
        double value = a < SERIES_BELOW
                ? a / 2 * series(1, a)
                : a < HANKEL_FROM ? recurrence(1, a, false) : hankel(1, a, false);
        return x < 0 ? -value : value;
    }

    /** Returns Y0(x): minus infinity at 0, NaN below. */
    public static double y0(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x >= SERIES_BELOW) {
            return x < HANKEL_FROM ? recurrence(0, x, true) : hankel(0, x, true);
        }
        double q = -x * x / 4;
        double term = 1;
        double harmonic = 0;
        double sum = 0;
        for (int k = 1; Math.abs(term) > PRECISION; k++) {
            term *= q / ((double) k * k);
            harmonic += 1.0 / k;
            sum -= term * harmonic;
        }
        return 2 / Math.PI * ((StrictMath.log(x / 2) + EULER) * j0(x) + sum);
    }

    /** Returns Y1(x): minus infinity at 0, NaN below. */
    public static double y1(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x >= SERIES_BELOW) {
            return x < HANKEL_FROM ? recurrence(1, x, true) : hankel(1, x, true);
        }
        double q = -x * x / 4;
        double term = 1;
        double harmonics = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > PRECISION; k++) {
            term *= q / (k * (k + 1.0));
            harmonics += 1.0 / k + 1.0 / (k + 1);
            sum += term * harmonics;
        }
        return 2 / Math.PI * ((StrictMath.log(x / 2) + EULER) * j1(x) - 1 / x - x / 4 * sum);
    }

    /** The sum of {@code (-x^2 / 4)^k / (k! (k + order)!)}. */
    private static double series(int order, double x) {
        double q = -x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > PRECISION; k++) {
            term *= q / (k * (double) (k + order));
            sum += term;
        }
        return sum;
    }

    /** From high orders, where the function is next to nothing, down; the sum of all even ones tells the scale. */
    private static double recurrence(int order, double x, boolean isSecondKind) {
        double above = 0;
        double here = 1e-250;
        double scale = 0;
        double even = 0;
        double odd = 0;
        double first = 0;
        for (int n = 2 * ((int) x / 2) + ORDERS_ABOVE; n > 0; n--) {
            // here is J of order n, up to the scale.
            if (n % 2 == 0) {
                int k = n / 2;
                scale += 2 * here;
                even += (k % 2 == 0 ? here : -here) / k;
            } else if (n > 1) {
                int k = (n - 1) / 2;
                odd += (k % 2 == 0 ? here : -here) * n / (k * (k + 1.0));
            } else {
                first = here;
            }
            double below = 2 * n / x * here - above;
            above = here;
            here = below;
        }
        scale += here;
        if (!isSecondKind) {
            return (order == 0 ? here : first) / scale;
        }
        double logarithm = StrictMath.log(x / 2) + EULER;
        double value = order == 0
                ? 2 / Math.PI * (logarithm * here - 2 * even)
                : 2 / Math.PI * ((logarithm - 1) * first - odd);
        return order == 0 ? value / scale : value / scale - 2 / (Math.PI * x) * (here / scale);
    }

    /** {@code sqrt(2 / (pi x)) (P cos w - Q sin w)}, or with sine and cosine exchanged, w being {@code x - order pi / 2 - pi / 4}. */
    private static double hankel(int order, double x, boolean isSecondKind) {
        if (Double.isInfinite(x)) {
            return 0;
        }
        double p = 1;
        double q = 0;
        double term = 1;
        for (int k = 1; k < 2 * HANKEL_FROM && Math.abs(term) > PRECISION; k++) {
            double odd = 2 * k - 1;
            term *= (4 * order * order - odd * odd) / (k * 8 * x);
            switch (k % 4) {
                case 1 -> q += term;
                case 2 -> p -= term;
                case 3 -> q -= term;
                default -> p += term;
            }
        }
        double sine = StrictMath.sin(x);
        double cosine = StrictMath.cos(x);
        // cos and sin of x - pi / 4, or of x - 3 pi / 4, times the root of 2.
        double c = order == 0 ? cosine + sine : sine - cosine;
        double s = order == 0 ? sine - cosine : -sine - cosine;
        double wave = isSecondKind ? p * s + q * c : p * c - q * s;
        return wave / Math.sqrt(Math.PI * x);
    }
}
