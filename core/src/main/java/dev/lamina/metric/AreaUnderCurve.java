package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The areas under the ROC and the precision-recall curve, exact by the ranks of all scores, unlike TensorFlow's {@code
 * tf.metrics.auc}, which approximates the curves at 200 thresholds. It keeps every score with its weight: 17 bytes an example.
 *
 * <p>Predictions are scores of class 1 against 0 as floats, labels 0 or 1 (numbers or bool), both of [examples] or
 * [examples, 1]. A NaN among the scores makes the areas NaN.
 */
public final class AreaUnderCurve implements Metric<Areas> {
    private static final String SCORES = "scores";
    private static final String LABELS = "labels";
    private static final String WEIGHTS = "weights";

    private double[] scores = new double[64];
    private byte[] labels = new byte[64];
    private double[] weights = new double[64];
    private int size;

    /** Of nothing yet. */
    public AreaUnderCurve() {}

    @Override
    public void update(Tensor predictions, Tensor right) {
        update(predictions, right, ExampleWeights.ONE);
    }

    @Override
    public void update(Tensor predictions, Tensor right, Tensor weight) {
        update(predictions, right, ExampleWeights.of(weight, right));
    }

    private void update(Tensor predictions, Tensor right, IntToDoubleFunction weight) {
        requireColumn(predictions, "predictions");
        requireColumn(right, "labels");
        if (!predictions.dtype().isFloating()) {
            throw new InvalidArgumentException("predictions must be scores, got " + predictions.dtype());
        }
        Classes.requireSameRows(predictions.size(), right.size());
        long[] classes = Classes.ofLabels(right);
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] != 0 && classes[i] != 1) {
                throw new InvalidArgumentException("the label of example " + i + " is not 0 or 1: " + classes[i]);
            }
        }
        reserve(Math.addExact(size, classes.length));
        for (int i = 0; i < classes.length; i++) {
            // Adding 0 makes -0 equal to it in the order of sorting, too.
            scores[size] = predictions.buffer().asDouble(i) + 0.0;
            weights[size] = weight.applyAsDouble(i);
            labels[size++] = (byte) classes[i];
        }
    }

    private static void requireColumn(Tensor t, String what) {
        Classes.requireRows(t, what);
        if (Classes.hasColumns(t)) {
            throw new InvalidArgumentException(
                    what + " must be of shape [examples] or [examples, 1], got " + t.shape());
        }
    }

    private void reserve(int needed) {
        if (needed > scores.length) {
            int length = (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * scores.length));
            scores = Arrays.copyOf(scores, length);
            labels = Arrays.copyOf(labels, length);
            weights = Arrays.copyOf(weights, length);
        }
    }

    @Override
    public Areas result() {
        return Areas.of(scores, labels, weights, size);
    }

    @Override
    public void reset() {
        size = 0;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(
                SCORES, Tensor.wrap(Arrays.copyOf(scores, size), size),
                WEIGHTS, Tensor.wrap(Arrays.copyOf(weights, size), size),
                LABELS, Tensor.wrap(DType.BOOL, Arrays.copyOf(labels, size), Shape.of(size)));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        double[] restored =
                State.get(state, SCORES, DType.FLOAT64, Shape.unknown(1)).doubles();
        Tensor right = State.get(state, LABELS, DType.BOOL, Shape.of(restored.length));
        weights = State.get(state, WEIGHTS, DType.FLOAT64, Shape.of(restored.length))
                .doubles();
        labels = Arrays.copyOf(right.buffer().bytes(), restored.length);
        scores = restored;
        size = restored.length;
    }
}
