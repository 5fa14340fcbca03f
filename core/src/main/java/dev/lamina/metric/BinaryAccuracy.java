package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * How many yes-or-no answers are right, of one or several questions an example: element by element, as Keras's {@code
 * BinaryAccuracy}. For examples that have several labels at once.
 *
 * <p>Predictions are floats of any shape, of which those beyond the threshold say yes; labels are 0 or 1, numbers or bool, of
 * the same shape; a weight counts for each element of its example. A prediction that is NaN is wrong.
 */
public final class BinaryAccuracy implements Metric<Fraction> {
    private static final String HITS = "hits";
    private static final String COUNT = "count";

    private final Threshold threshold;
    private double hits;
    private double count;

    /** Of nothing yet, for probabilities: beyond 0.5 says yes. */
    public BinaryAccuracy() {
        threshold = Threshold.HALF;
    }

    /**
     * Of nothing yet, for scores of any size.
     *
     * @param threshold beyond which one says yes: 0 for logits
     */
    public BinaryAccuracy(double threshold) {
        this.threshold = Threshold.of(threshold);
    }

    @Override
    public boolean readsProbabilities() {
        return threshold.ofProbabilities();
    }

    @Override
    public void update(Tensor predictions, Tensor labels) {
        update(predictions, labels, 1, ExampleWeights.ONE);
    }

    @Override
    public void update(Tensor predictions, Tensor labels, Tensor weights) {
        IntToDoubleFunction checked = ExampleWeights.of(weights, labels);
        update(predictions, labels, labels.size() / Math.max(1, Classes.rows(labels)), checked);
    }

    private void update(Tensor predictions, Tensor labels, int elements, IntToDoubleFunction weights) {
        if (!predictions.shape().equals(labels.shape())) {
            throw new InvalidArgumentException("predictions of shape " + predictions.shape()
                    + " do not go with labels of shape " + labels.shape());
        }
        if (!predictions.dtype().isFloating() || labels.dtype() == DType.STRING) {
            throw new InvalidArgumentException("predictions must be floats and labels numbers, got "
                    + predictions.dtype() + " and " + labels.dtype());
        }
        double right = 0;
        double all = 0;
        for (int i = 0; i < labels.size(); i++) {
            double label = labels.buffer().asDouble(i);
            if (label != 0 && label != 1) {
                throw new InvalidArgumentException("label " + i + " is not 0 or 1: " + label);
            }
            double weight = weights.applyAsDouble(i / elements);
            right += threshold.decide(predictions.buffer().asDouble(i), i / elements) == label ? weight : 0;
            all += weight;
        }
        hits += right;
        count += all;
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
