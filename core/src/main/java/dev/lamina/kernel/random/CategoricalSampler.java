package dev.lamina.kernel.random;

/**
 * Samples of categorical distributions, as TensorFlow's {@code Multinomial} draws them: the first
 * class whose cumulated weight exceeds a uniform number times their sum.
 *
 * <p>All rows draw from one sequence, as TensorFlow's do where it has one thread; with more, its rows'
 * numbers depend on how it splits the rows.
 */
public final class CategoricalSampler {
    private CategoricalSampler() {}

    /** Returns the number of outputs that TensorFlow reserves random numbers for. */
    public static long reservedOutputs(int rows, int samples) {
        return 8L * rows * ((samples + 3) / 4);
    }

    /**
     * Draws {@code samples} class numbers for each row of logits. A logit that is not finite has
     * weight 0; in a row with no finite one every sample is {@code classes}, as in TensorFlow.
     *
     * @param logits of shape [rows, classes], from {@code offset}
     * @param cumulated room for {@code classes} numbers
     * @param out of shape [rows, samples], from {@code outOffset}
     * @param generator where the random words begin; moved on
     */
    public static void sample(
            double[] logits,
            int offset,
            int rows,
            int classes,
            int samples,
            double[] cumulated,
            long[] out,
            int outOffset,
            Philox generator) {
        int word = 4;
        for (int row = 0; row < rows; row++) {
            double total = cumulate(logits, offset + row * classes, classes, cumulated);
            for (int i = 0; i < samples; i++) {
                if (word == 4) {
                    generator.next();
                    word = 0;
                }
                double uniform = UniformDouble.fromWords(generator.word(word), generator.word(word + 1));
                word += 2;
                out[outOffset + row * samples + i] = firstAbove(cumulated, classes, uniform * total);
            }
        }
    }

    private static double cumulate(double[] logits, int offset, int classes, double[] cumulated) {
        double greatest = -Double.MAX_VALUE;
        for (int i = 0; i < classes; i++) {
            if (Double.isFinite(logits[offset + i])) {
                greatest = Math.max(greatest, logits[offset + i]);
            }
        }
        double total = 0;
        for (int i = 0; i < classes; i++) {
            if (Double.isFinite(logits[offset + i])) {
                total += StrictMath.exp(logits[offset + i] - greatest);
            }
            cumulated[i] = total;
        }
        return total;
    }

    /** Returns the index of the first of {@code n} rising numbers that is more than {@code x}, or {@code n}. */
    private static int firstAbove(double[] rising, int n, double x) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[middle] > x) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
