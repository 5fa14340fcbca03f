package dev.lamina.metric;

import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * How many predictions are right.
 *
 * <p>Predictions are scores of [examples, classes], of which the largest counts (the first of several), or probabilities
 * of class 1 against 0 as floats of [examples] or [examples, 1] (beyond 0.5, or beyond another threshold for scores that are no
 * probabilities), or numbers of classes as integers. Labels are numbers of classes or one-hot rows. A prediction that holds a
 * NaN is wrong.
 */
public final class Accuracy implements Metric<Fraction> {
    private static final String HITS = "hits";
    private static final String COUNT = "count";

    private final Threshold threshold;
    private double hits;
    private double count;

    /** Of nothing yet. */
    public Accuracy() {
        threshold = Threshold.HALF;
    }

    /**
     * Of nothing yet, for scores of class 1 against 0 of any size.
     *
     * @param threshold beyond which a score is class 1: 0 for logits
     */
    public Accuracy(double threshold) {
        this.threshold = Threshold.of(threshold);
    }

    @Override
    public boolean readsProbabilities() {
        return threshold.ofProbabilities();
    }

    @Override
    public void update(Tensor predictions, Tensor labels) {
        update(predictions, labels, ExampleWeights.ONE);
    }

    @Override
    public void update(Tensor predictions, Tensor labels, Tensor weights) {
        update(predictions, labels, ExampleWeights.of(weights, labels));
    }

    private void update(Tensor predictions, Tensor labels, IntToDoubleFunction weights) {
        long[] given = Classes.ofPredictions(predictions, threshold);
        long[] right = Classes.ofLabels(labels);
        Classes.requireSameRows(given.length, right.length);
        for (int i = 0; i < given.length; i++) {
            double weight = weights.applyAsDouble(i);
            hits += given[i] == right[i] ? weight : 0;
            count += weight;
        }
    }

    @Override
    public Fraction result() {
        return new Fraction(hits, count);
    }

    @Override
    public void reset() {
        hits = 0;
        count = 0;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(HITS, Tensor.of(hits), COUNT, Tensor.of(count));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        double restored = State.sum(state, HITS);
        count = State.sum(state, COUNT);
        hits = restored;
    }
}
