package dev.lamina.kernel.random;

/**
 * Samples of binomial distributions, as TensorFlow draws them: where few of the trials succeed, the number of geometric variables that fit
 * in them, else by transformed rejection.
 *
 * @see <a href="https://doi.org/10.1080/00949659308811496">Hörmann, The generation of binomial random variates (1993)</a>
 */
public final class BinomialSampler {
    /** As many successes as are expected before rejection is used. */
    public static final double LARGE_FROM = 10;

    /** What Stirling's formula for the logarithm of k! leaves out, for k from 0 to 9. */
    private static final double[] STIRLING_TAILS = {
        0.0810614667953272,
        0.0413406959554092,
        0.0276779256849983,
        0.02079067210376509,
        0.0166446911898211,
        0.0138761288230707,
        0.0118967099458917,
        0.0104112652619720,
        0.00925546218271273,
        0.00833056343336287
    };

    private BinomialSampler() {}

    /** How many of {@code count} trials succeed, each with a probability above 0 and at most 0.5, where few do. */
    public static double small(BlockNumbers numbers, double count, double probability) {
        double logOfFailure = StrictMath.log1p(-probability);
        double trials = 0;
        int successes = 0;
        while (true) {
            trials += Math.ceil(StrictMath.log(numbers.uniform()) / logOfFailure);
            if (trials > count) {
                return successes;
            }
            successes++;
        }
    }

    /** The same where many do. */
    public static double large(BlockNumbers numbers, double count, double probability) {
        double deviation = Math.sqrt(count * probability * (1 - probability));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double center = count * probability + 0.5;
        double surely = 0.92 - 4.2 / b;
        double odds = probability / (1 - probability);
        double alpha = (2.83 + 5.1 / b) * deviation;
        double mode = Math.floor((count + 1) * probability);
        while (true) {
            double u = numbers.uniform() - 0.5;
            double v = numbers.uniform();
            double rest = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / rest + b) * u + center);
            if (rest >= 0.07 && v <= surely) {
                return k;
            }
            if (k < 0 || k > count) {
                continue;
            }
            double bound = (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (count - mode + 1)))
                    + (count + 1) * StrictMath.log((count - mode + 1) / (count - k + 1))
                    + (k + 0.5) * StrictMath.log(odds * (count - k + 1) / (k + 1))
                    + stirlingTail(mode)
                    + stirlingTail(count - mode)
                    - stirlingTail(k)
                    - stirlingTail(count - k);
            if (StrictMath.log(v * alpha / (a / (rest * rest) + b)) <= bound) {
                return k;
            }
        }
    }

    private static double stirlingTail(double k) {
        if (k <= 9) {
            return STIRLING_TAILS[(int) k];
        }
        double square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
