package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * How often examples of each class were taken for each class. Labels and predictions come as for {@link Accuracy}; a
 * prediction that holds a NaN is of no class, and is counted beside the matrix.
 */
public final class ConfusionMatrix implements Metric<Confusion> {
    private static final String COUNTS = "counts";

    private final int classes;
    private final Threshold threshold;

    /** A row a label; behind the columns of the classes one for predictions of no class. */
    private double[] counts;

    /**
     * Of nothing yet.
     *
     * @param classes how many there are, at least 2
     */
    public ConfusionMatrix(int classes) {
        this(classes, Threshold.HALF);
    }

    /**
     * Of nothing yet, for scores of class 1 against 0 of any size.
     *
     * @param classes how many there are, at least 2
     * @param threshold beyond which a single score is class 1: 0 for logits
     */
    public ConfusionMatrix(int classes, double threshold) {
        this(classes, Threshold.of(threshold));
    }

    ConfusionMatrix(int classes, Threshold threshold) {
        if (classes < 2) {
            throw new InvalidArgumentException("there must be at least 2 classes, got " + classes);
        }
        this.classes = classes;
        this.threshold = threshold;
        counts = new double[Math.multiplyExact(classes, classes + 1)];
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
            requireClass("label", i, right[i]);
            if (given[i] != Classes.NONE) {
                requireClass("prediction", i, given[i]);
            }
        }
        for (int i = 0; i < given.length; i++) {
            int column = given[i] == Classes.NONE ? classes : (int) given[i];
            counts[(int) right[i] * (classes + 1) + column] += weights.applyAsDouble(i);
        }
    }

    private void requireClass(String what, int example, long number) {
        if (number < 0 || number >= classes) {
            throw new InvalidArgumentException(
                    "the " + what + " of example " + example + " is not in [0, " + classes + "): " + number);
        }
    }

    @Override
    public Confusion result() {
        return Confusion.of(counts, classes);
    }

    @Override
    public void reset() {
        Arrays.fill(counts, 0);
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(COUNTS, Tensor.wrap(counts.clone(), classes, classes + 1));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        counts = State.get(state, COUNTS, DType.FLOAT64, Shape.of(classes, classes + 1))
                .doubles();
    }
}
