package dev.lamina.kernel.elementary;

/**
 * The inverse of the error function of doubles, and that of the normal distribution's.
 *
 * <p>A guess (Winitzki, A handy approximation for the error function and its inverse, 2008) is made better by Newton's and Halley's
 * steps: near 0 on the error function, beyond on the logarithm of its complement, which is nearly a parabola.
 */
public final class ErfInverseDouble {
    private static final double SQRT_PI = StrictMath.sqrt(Math.PI);
    private static final double SQRT_2 = Math.sqrt(2);
    private static final int STEPS = 4;

    private ErfInverseDouble() {}

    /** Returns the {@code x} whose {@code erf} is {@code y}: infinite at -1 and 1, NaN beyond. */
    public static double apply(double y) {
        double magnitude = Math.abs(y);
        if (!(magnitude <= 1)) {
            return Double.NaN;
        }
        double x = magnitude < 0.5 ? central(magnitude) : ofComplement(1 - magnitude);
        return Math.copySign(x, y);
    }

    /** Returns the {@code x} below which a number of the standard normal distribution lies with probability {@code p}. */
    public static double normal(double p) {
        if (!(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        if (p > 0.25 && p < 0.75) {
            return SQRT_2 * apply(2 * p - 1);
        }
        return p < 0.5 ? -SQRT_2 * ofComplement(2 * p) : SQRT_2 * ofComplement(2 * (1 - p));
    }

    private static double central(double y) {
        double x = guess(StrictMath.log1p(-y * y));
        for (int step = 0; step < STEPS; step++) {
            double slope = 2 / SQRT_PI * StrictMath.exp(-x * x);
            double newton = (ErfDouble.apply(x) - y) / slope;
            x -= newton / (1 + x * newton);
        }
        return x;
    }

    /** Returns the {@code x} whose {@code erfc} is {@code w}, at most 0.5. */
    private static double ofComplement(double w) {
        if (w == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double log = StrictMath.log(w);
        double x = guess(log + StrictMath.log(2 - w));
        for (int step = 0; step < STEPS; step++) {
            // e^(x^2) erfc x, which does not become 0.
            double scaled = x < 1 ? StrictMath.exp(x * x) * ErfDouble.complement(x) : ErfDouble.scaledComplement(x);
            x += (StrictMath.log(scaled) - x * x - log) * SQRT_PI * scaled / 2;
        }
        return x;
    }

    /** Of the logarithm of {@code 1 - y^2}. */
    private static double guess(double log) {
        double a = 0.147;
        double half = 2 / (Math.PI * a) + log / 2;
        return Math.sqrt(Math.max(0, Math.sqrt(half * half - log / a) - half));
    }
}
