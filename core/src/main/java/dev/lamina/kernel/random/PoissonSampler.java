package dev.lamina.kernel.random;

import dev.lamina.kernel.elementary.GammaDouble;

/**
 * Samples of Poisson distributions, as TensorFlow draws them: for small rates the number of uniform numbers whose product stays above
 * {@code e^-rate} (Knuth), for large ones by transformed rejection.
 *
 * @see <a href="https://doi.org/10.1016/0167-6687(93)90997-4">Hörmann, The transformed rejection method for generating Poisson random
 *     variables (1993)</a>
 */
public final class PoissonSampler {
    private static final double LARGE_FROM = 10;

    private PoissonSampler() {}

    /** A sample: infinite or NaN if the rate is. */
    public static double draw(BlockNumbers numbers, double rate) {
        if (Double.isNaN(rate) || rate == Double.POSITIVE_INFINITY) {
            return rate;
        }
        return rate < LARGE_FROM ? small(numbers, rate) : large(numbers, rate);
    }

    private static double small(BlockNumbers numbers, double rate) {
        double end = StrictMath.exp(-rate);
        double product = numbers.uniform();
        double count = 0;
        for (; product > end; count++) {
            product *= numbers.uniform();
        }
        return count;
    }

    private static double large(BlockNumbers numbers, double rate) {
        double b = 0.931 + 2.53 * Math.sqrt(rate);
        double a = -0.059 + 0.02483 * b;
        double acceptance = 1.1239 + 1.1328 / (b - 3.4);
        while (true) {
            double u = numbers.uniform() - 0.5;
            double v = numbers.uniform();
            double rest = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / rest + b) * u + rate + 0.43);
            if (rest >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) {
                return k;
            }
            if (k < 0 || (rest < 0.013 && v > rest)) {
                continue;
            }
            double logarithm = StrictMath.log(v * acceptance / (a / (rest * rest) + b));
            if (logarithm <= k * StrictMath.log(rate) - rate - GammaDouble.logGamma(k + 1)) {
                return k;
            }
        }
    }
}
