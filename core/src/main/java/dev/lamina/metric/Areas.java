package dev.lamina.metric;

import java.util.Arrays;

/**
 * Areas under the curves of a classifier of two classes.
 *
 * @param roc under the curve of true against false positives: the probability that a positive example has the larger score
 *     of a random pair, a tie counting half; NaN if either kind is absent or a score is NaN
 * @param precisionRecall under the curve of precision against recall, as average precision: the mean precision at the
 *     thresholds where a positive example is found; NaN if there is no positive example or a score is NaN
 * @param positives how many examples are of class 1
 * @param negatives how many are of class 0
 */
public record Areas(double roc, double precisionRecall, long positives, long negatives) {
    /** From the scores of both kinds, which it sorts. */
    static Areas of(double[] positives, double[] negatives) {
        Arrays.sort(positives);
        Arrays.sort(negatives);
        int p = positives.length;
        int n = negatives.length;
        if (endsWithNaN(positives) || endsWithNaN(negatives)) {
            return new Areas(Double.NaN, Double.NaN, p, n);
        }
        double pairs = 0;
        double precisions = 0;
        while (p > 0) {
            double threshold = positives[p - 1];
            int fewer = p;
            while (fewer > 0 && positives[fewer - 1] == threshold) {
                fewer--;
            }
            int above = n;
            while (above > 0 && negatives[above - 1] > threshold) {
                above--;
            }
            int below = above;
            while (below > 0 && negatives[below - 1] == threshold) {
                below--;
            }
            int found = p - fewer;
            pairs += found * (below + 0.5 * (above - below));
            double taken = (double) positives.length - fewer;
            precisions += found * (taken / (taken + negatives.length - below));
            p = fewer;
            n = below;
        }
        return new Areas(
                pairs / ((double) positives.length * negatives.length),
                precisions / positives.length,
                positives.length,
                negatives.length);
    }

    /** Sorting puts NaN last. */
    private static boolean endsWithNaN(double[] sorted) {
        return sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1]);
    }
}
