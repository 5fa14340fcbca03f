package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * For how many examples the right class is among the k with the largest scores, as TensorFlow's {@code in_top_k} has it:
 * classes that tie for the last place all are in, and a row with a score that is not finite is wrong.
 *
 * <p>Predictions are scores of [examples, classes]; labels are numbers of classes or one-hot rows.
 */
public final class TopKAccuracy implements Metric<Fraction> {
    private static final String HITS = "hits";
    private static final String COUNT = "count";

    private final int k;
    private double hits;
    private double count;

    /**
     * Of nothing yet.
     *
     * @param k at least 1
     */
    public TopKAccuracy(int k) {
        if (k < 1) {
            throw new InvalidArgumentException("k must be at least 1, got " + k);
        }
        this.k = k;
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
        Classes.requireRows(predictions, "predictions");
        if (predictions.shape().rank() != 2) {
            throw new InvalidArgumentException(
                    "predictions must be scores of [examples, classes], got " + predictions.shape());
        }
        int classes = Math.toIntExact(predictions.shape().dim(1));
        long[] right = Classes.ofLabels(labels);
        Classes.requireSameRows(Classes.rows(predictions), right.length);
        double found = 0;
        double all = 0;
        for (int row = 0; row < right.length; row++) {
            if (right[row] < 0 || right[row] >= classes) {
                throw new InvalidArgumentException(
                        "the label of example " + row + " is not in [0, " + classes + "): " + right[row]);
            }
            double weight = weights.applyAsDouble(row);
            found += isAmongTop(predictions.buffer(), row * classes, classes, (int) right[row]) ? weight : 0;
            all += weight;
        }
        hits += found;
        count += all;
    }

    private boolean isAmongTop(Buffer scores, int from, int classes, int right) {
        int larger = 0;
        for (int i = 0; i < classes; i++) {
            double score = scores.asDouble(from + i);
            if (!Double.isFinite(score)) {
                return false;
            }
            larger += score > scores.asDouble(from + right) ? 1 : 0;
        }
        return larger < k;
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
