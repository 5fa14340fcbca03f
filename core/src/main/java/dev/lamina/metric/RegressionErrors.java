package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Mean squared and mean absolute error over all elements; a NaN among them makes both NaN. Predictions and labels are
 * numbers of the same shape; a weight counts for each element of its example.
 */
public final class RegressionErrors implements Metric<Errors> {
    private static final String SQUARED = "squared";
    private static final String ABSOLUTE = "absolute";
    private static final String COUNT = "count";

    private double squared;
    private double absolute;
    private double count;

    /** Of nothing yet. */
    public RegressionErrors() {}

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
        if (predictions.dtype() == DType.STRING || labels.dtype() == DType.STRING) {
            throw new InvalidArgumentException("predictions and labels must be numbers");
        }
        for (int i = 0; i < labels.size(); i++) {
            double error = predictions.buffer().asDouble(i) - labels.buffer().asDouble(i);
            double weight = weights.applyAsDouble(i / elements);
            if (weight > 0) {
                squared += weight * (error * error);
                absolute += weight * Math.abs(error);
                count += weight;
            }
        }
    }

    @Override
    public Errors result() {
        return new Errors(squared, absolute, count);
    }

    @Override
    public void reset() {
        squared = 0;
        absolute = 0;
        count = 0;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(SQUARED, Tensor.of(squared), ABSOLUTE, Tensor.of(absolute), COUNT, Tensor.of(count));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        double restoredSquared = State.sum(state, SQUARED);
        double restoredAbsolute = State.sum(state, ABSOLUTE);
        count = State.sum(state, COUNT);
        squared = restoredSquared;
        absolute = restoredAbsolute;
    }
}
