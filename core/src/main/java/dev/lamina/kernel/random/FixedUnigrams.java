package dev.lamina.kernel.random;

/**
 * Numbers with given weights, by Walker's method of aliases: one of them is drawn uniformly, and it or its alias given.
 *
 * @see <a href="https://doi.org/10.1145/355744.355749">Walker, An efficient method for generating discrete random variables (1977)</a>
 */
public final class FixedUnigrams implements CandidateRange {
    private final float[] weights;
    private final float total;
    private final float[] own;
    private final int[] aliases;
    private final long possible;

    /**
     * The numbers from 0 on with these weights.
     *
     * @param total what TensorFlow divides a weight by for its probability: their sum
     */
    public FixedUnigrams(float[] weights, float total) {
        this.weights = weights.clone();
        this.total = total;
        int n = weights.length;
        double sum = 0;
        long positive = 0;
        for (float weight : weights) {
            sum += weight;
            positive += weight > 0 ? 1 : 0;
        }
        possible = positive;
        own = new float[n];
        aliases = new int[n];
        double[] share = new double[n];
        int[] low = new int[n];
        int[] high = new int[n];
        int lows = 0;
        int highs = 0;
        for (int i = 0; i < n; i++) {
            share[i] = weights[i] * n / sum;
            aliases[i] = i;
            if (share[i] < 1) {
                low[lows++] = i;
            } else {
                high[highs++] = i;
            }
        }
        while (highs > 0 && lows > 0) {
            int little = low[--lows];
            int much = high[--highs];
            aliases[little] = much;
            share[much] -= 1 - share[little];
            if (share[much] < 1) {
                low[lows++] = much;
            } else {
                high[highs++] = much;
            }
        }
        for (int i = 0; i < n; i++) {
            own[i] = (float) share[i];
        }
        // What is left over is 1 but for rounding.
        for (int i = 0; i < highs; i++) {
            own[high[i]] = 1;
        }
        for (int i = 0; i < lows; i++) {
            own[low[i]] = 1;
        }
    }

    @Override
    public long size() {
        return weights.length;
    }

    @Override
    public long possible() {
        return possible;
    }

    @Override
    public long sample(PhiloxWords words) {
        float uniform = words.nextFloat();
        int index = words.below(weights.length);
        return uniform < own[index] ? index : aliases[index];
    }

    @Override
    public float probability(long value) {
        return weights[(int) value] / total;
    }
}
