package dev.lamina.kernel.random;

/**
 * Samples of gamma distributions, as TensorFlow draws them.
 *
 * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang, A simple method for generating gamma variables (2000)</a>
 */
public final class GammaSampler {
    private GammaSampler() {}

    /** A sample of shape {@code alpha} and scale 1: NaN if alpha is negative. */
    public static double draw(BlockNumbers numbers, double alpha) {
        if (!(alpha >= 0)) {
            return Double.NaN;
        }
        boolean isSmall = alpha < 1;
        double d = alpha + (isSmall ? 2.0 / 3 : -1.0 / 3);
        double c = 1 / (3 * Math.sqrt(d));
        while (true) {
            double x = numbers.normal();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = numbers.uniform();
            double square = x * x;
            boolean accepted = u < 1 - 0.0331 * square * square
                    || StrictMath.log(u) < square / 2 + d * (1 - v + StrictMath.log(v));
            if (accepted) {
                return isSmall ? d * v * StrictMath.pow(numbers.uniform(), 1 / alpha) : d * v;
            }
        }
    }

    /** The same as TensorFlow's samplers without a state draw it: for {@code alpha} 1 of an exponential distribution. */
    public static double drawStateless(BlockNumbers numbers, double alpha) {
        return alpha == 1 ? -StrictMath.log1p(-numbers.uniform()) : draw(numbers, alpha);
    }
}
