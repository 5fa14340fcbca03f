package dev.lamina.metric;

import dev.lamina.tensor.Tensor;
import java.util.Map;

/**
 * Precision, recall and F1, for each class and on average. Labels and predictions come as for {@link Accuracy}; a
 * prediction that holds a NaN is of no class: it lowers recall alone.
 */
public final class PrecisionRecall implements Metric<Classification> {
    private final ConfusionMatrix matrix;

    /**
     * Of nothing yet.
     *
     * @param classes how many there are, at least 2
     */
    public PrecisionRecall(int classes) {
        matrix = new ConfusionMatrix(classes);
    }

    /**
     * Of nothing yet, for scores of class 1 against 0 of any size.
     *
     * @param classes how many there are, at least 2
     * @param threshold beyond which a single score is class 1: 0 for logits
     */
    public PrecisionRecall(int classes, double threshold) {
        matrix = new ConfusionMatrix(classes, threshold);
    }

    @Override
    public boolean readsProbabilities() {
        return matrix.readsProbabilities();
    }

    @Override
    public void update(Tensor predictions, Tensor labels) {
        matrix.update(predictions, labels);
    }

    @Override
    public void update(Tensor predictions, Tensor labels, Tensor weights) {
        matrix.update(predictions, labels, weights);
    }

    @Override
    public Classification result() {
        return matrix.result().classification();
    }

    @Override
    public void reset() {
        matrix.reset();
    }

    @Override
    public Map<String, Tensor> state() {
        return matrix.state();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        matrix.restore(state);
    }
}
