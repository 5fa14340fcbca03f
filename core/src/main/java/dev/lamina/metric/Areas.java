package dev.lamina.metric;

import java.util.stream.IntStream;

/**
 * Areas under the curves of a classifier of two classes.
 *
 * @param roc under the curve of true against false positives: the probability that a positive example has the larger score
 *     of a random pair, a tie counting half; NaN if either kind is absent or a score is NaN
 * @param precisionRecall under the curve of precision against recall, as average precision: the mean precision at the
 *     thresholds where a positive example is found; NaN if there is no positive example or a score is NaN
 * @param positives how many examples are of class 1, or the sum of their weights
 * @param negatives how many are of class 0, or the sum of their weights
 */
public record Areas(double roc, double precisionRecall, double positives, double negatives) {
    /** From the first so many scores, labels and weights; those of weight 0 are passed over. */
    static Areas of(double[] scores, byte[] labels, double[] weights, int size) {
        int[] order = order(scores, weights, size);
        double positives = 0;
        double negatives = 0;
        boolean isRanked = true;
        for (int i : order) {
            positives += labels[i] == 1 ? weights[i] : 0;
            negatives += labels[i] == 1 ? 0 : weights[i];
            isRanked &= !Double.isNaN(scores[i]);
        }
        if (!isRanked) {
            return new Areas(Double.NaN, Double.NaN, positives, negatives);
        }
        double pairs = 0;
        double precisions = 0;
        double hits = 0;
        double misses = 0;
        int next = 0;
        while (next < order.length) {
            double threshold = scores[order[next]];
            double found = 0;
            double tied = 0;
            for (; next < order.length && scores[order[next]] == threshold; next++) {
                int i = order[next];
                found += labels[i] == 1 ? weights[i] : 0;
                tied += labels[i] == 1 ? 0 : weights[i];
            }
            pairs += tied * (hits + 0.5 * found);
            hits += found;
            misses += tied;
            precisions += found * (hits / (hits + misses));
        }
        return new Areas(pairs / (positives * negatives), precisions / positives, positives, negatives);
    }

    /** Where the examples that count stand, from the largest score down. */
    private static int[] order(double[] scores, double[] weights, int size) {
        return IntStream.range(0, size)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
