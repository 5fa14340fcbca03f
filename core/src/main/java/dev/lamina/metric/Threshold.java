package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;

/**
 * What a single score is compared with to tell class 1 from 0.
 *
 * @param value beyond which it is class 1
 * @param ofProbabilities whether a score outside [0, 1] is a mistake
 */
record Threshold(double value, boolean ofProbabilities) {
    /** Of probabilities. */
    static final Threshold HALF = new Threshold(0.5, true);

    /** Of scores of any size. */
    static Threshold of(double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidArgumentException("a threshold must be finite, got " + value);
        }
        return new Threshold(value, false);
    }

    /** The class of example i. */
    long decide(double score, int i) {
        if (ofProbabilities && (score < 0 || score > 1)) {
            throw new InvalidArgumentException(
                    "the prediction of example " + i + " is no probability: " + score,
                    "for logits make the metric with the threshold 0, such as new Accuracy(0); else give numbers of"
                            + " classes as integers, or scores with a column for each class");
        }
        return Double.isNaN(score) ? Classes.NONE : score > value ? 1 : 0;
    }
}
