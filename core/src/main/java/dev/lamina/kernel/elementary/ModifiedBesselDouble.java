package dev.lamina.kernel.elementary;

/**
 * Modified Bessel functions of doubles, of orders 0 and 1, scaled: the first kind by {@code e^-|x|}, the second by {@code e^x}.
 *
 * <p>The first kind is the power series, or its expansion for large arguments (NIST Handbook of Mathematical Functions 10.25.2 and
 * 10.40.1). The second is the series 10.31.1 and 10.31.2, from 2 on Temme's continued fraction.
 *
 * @see <a href="https://doi.org/10.1016/0021-9991(75)90082-0">Temme, On the numerical evaluation of the modified Bessel function of the
 *     third kind (1975)</a>
 */
public final class ModifiedBesselDouble {
    private static final double EULER = 0.5772156649015329;
    private static final double EXPANSION_FROM = 30;
    private static final double FRACTION_FROM = 2;
    private static final double PRECISION = 0x1p-56;

    private ModifiedBesselDouble() {}

    /** Returns {@code e^-|x| I0(x)}. */
    public static double i0(double x) {
        return first(0, Math.abs(x));
    }

    /** Returns {@code e^-|x| I1(x)}, odd. */
    public static double i1(double x) {
        double value = first(1, Math.abs(x));
        return x < 0 ? -value : value;
    }

    /** Returns I0(x). */
    public static double unscaledI0(double x) {
        return unscaled(0, Math.abs(x));
    }

    /** Returns I1(x), odd. */
    public static double unscaledI1(double x) {
        double value = unscaled(1, Math.abs(x));
        return x < 0 ? -value : value;
    }

    private static double unscaled(int order, double x) {
        if (x < EXPANSION_FROM) {
            return series(order, x);
        }
        if (Double.isInfinite(x)) {
            return x;
        }
        double root = StrictMath.exp(x / 2);
        return root * first(order, x) * root;
    }

    private static double first(int order, double x) {
        if (Double.isInfinite(x)) {
            return 0;
        }
        if (x < EXPANSION_FROM) {
            return StrictMath.exp(-x) * series(order, x);
        }
        double sum = 1;
        double term = 1;
        for (int k = 1; Math.abs(term) > PRECISION; k++) {
            double odd = 2 * k - 1;
            term *= (odd * odd - 4 * order) / (k * 8 * x);
            sum += term;
        }
        return sum / Math.sqrt(2 * Math.PI * x);
    }

    private static double series(int order, double x) {
        double q = x * x / 4;
        double term = order == 0 ? 1 : x / 2;
        double sum = term;
        for (int k = 1; term > sum * PRECISION; k++) {
            term *= q / (k * (double) (k + order));
            sum += term;
        }
        return sum;
    }

    /** Returns {@code e^x K0(x)}: infinite at 0, NaN below. */
    public static double k0(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x >= FRACTION_FROM) {
            return fraction(0, x);
        }
        double q = x * x / 4;
        double term = 1;
        double harmonic = 0;
        double sum = 0;
        for (int k = 1; term > PRECISION; k++) {
            term *= q / ((double) k * k);
            harmonic += 1.0 / k;
            sum += term * harmonic;
        }
        return StrictMath.exp(x) * (sum - (StrictMath.log(x / 2) + EULER) * series(0, x));
    }

    /** Returns {@code e^x K1(x)}: infinite at 0, NaN below. */
    public static double k1(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x >= FRACTION_FROM) {
            return fraction(1, x);
        }
        double q = x * x / 4;
        double term = 1;
        double harmonics = 1;
        double sum = 1;
        for (int k = 1; term > PRECISION; k++) {
            term *= q / (k * (k + 1.0));
            harmonics += 1.0 / k + 1.0 / (k + 1);
            sum += term * harmonics;
        }
        return StrictMath.exp(x) * (1 / x + (StrictMath.log(x / 2) + EULER) * series(1, x) - x / 4 * sum);
    }

    /** Temme's fraction gives the ratio of both orders, and with its sum the scale. */
    private static double fraction(int order, double x) {
        if (Double.isInfinite(x)) {
            return 0;
        }
        double b = 2 * (1 + x);
        double d = 1 / b;
        double h = d;
        double change = d;
        double before = 0;
        double here = 1;
        double c = 0.25;
        double q = 0.25;
        double a = -0.25;
        double sum = 1 + q * change;
        double term = 1;
        for (int i = 2; Math.abs(term) > sum * PRECISION; i++) {
            a -= 2 * (i - 1);
            c = -a * c / i;
            double next = (before - b * here) / a;
            before = here;
            here = next;
            q += c * next;
            b += 2;
            d = 1 / (b + a * d);
            change = (b * d - 1) * change;
            h += change;
            term = q * change;
            sum += term;
        }
        double zero = Math.sqrt(Math.PI / (2 * x)) / sum;
        return order == 0 ? zero : zero * (x + 0.5 - h / 4) / x;
    }
}
