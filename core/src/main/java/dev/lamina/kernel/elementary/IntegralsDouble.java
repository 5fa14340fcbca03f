package dev.lamina.kernel.elementary;

/** Integrals of doubles that have no elementary form: Dawson's, the exponential integral and Spence's. */
public final class IntegralsDouble {
    private static final double EULER = 0.5772156649015329;
    private static final double PRECISION = 0x1p-56;
    private static final double DAWSON_EXPANSION_FROM = 7;
    private static final double EXPONENTIAL_EXPANSION_FROM = 40;

    private IntegralsDouble() {}

    /** Returns Dawson's integral, {@code e^(-x^2)} times the integral of {@code e^(t^2)} from 0 to x. */
    public static double dawson(double x) {
        double square = x * x;
        if (Math.abs(x) >= DAWSON_EXPANSION_FROM) {
            double term = 1;
            double sum = 1;
            for (int k = 1; term > PRECISION; k++) {
                term *= (2 * k - 1) / (2 * square);
                sum += term;
            }
            return sum / (2 * x);
        }
        double power = x;
        double sum = x;
        for (int k = 1; Math.abs(power) > Math.abs(sum) * PRECISION; k++) {
            power *= square / k;
            sum += power / (2 * k + 1);
        }
        return StrictMath.exp(-square) * sum;
    }

    /** Returns Ei(x), the principal value of the integral of {@code e^t / t} up to x: minus infinity at 0, NaN below. */
    public static double exponential(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x >= EXPONENTIAL_EXPANSION_FROM) {
            double term = 1;
            double sum = 1;
            for (int k = 1; term > PRECISION; k++) {
                term *= k / x;
                sum += term;
            }
            double root = StrictMath.exp(x / 2);
            return root * (root / x * sum);
        }
        double power = 1;
        double sum = 0;
        double term = 1;
        for (int k = 1; term > sum * PRECISION; k++) {
            power *= x / k;
            term = power / k;
            sum += term;
        }
        return EULER + StrictMath.log(x) + sum;
    }

    /** Returns Spence's function, the integral of {@code log(t) / (1 - t)} from 1 to x: NaN for negative x. */
    public static double spence(double x) {
        if (!(x >= 0)) {
            return Double.NaN;
        }
        if (x == 0) {
            return Math.PI * Math.PI / 6;
        }
        double logarithm = StrictMath.log(x);
        if (x > 1.5) {
            return -logarithm * logarithm / 2 - spence(1 / x);
        }
        if (x < 0.5) {
            return Math.PI * Math.PI / 6 - logarithm * StrictMath.log1p(-x) - spence(1 - x);
        }
        double z = 1 - x;
        double power = 1;
        double sum = 0;
        for (int k = 1; Math.abs(power) > PRECISION; k++) {
            power *= z;
            sum += power / ((double) k * k);
        }
        return sum;
    }
}
