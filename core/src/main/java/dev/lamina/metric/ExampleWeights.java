package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/** How much each example of a batch counts. */
final class ExampleWeights {
    /** Each once. */
    static final IntToDoubleFunction ONE = _ -> 1;

    private ExampleWeights() {}

    /**
     * Those of a tensor, for examples with these labels.
     *
     * @param weights numbers of [examples] or [examples, 1], finite and at least 0
     */
    static IntToDoubleFunction of(Tensor weights, Tensor labels) {
        if (labels.shape().rank() == 0) {
            throw new InvalidArgumentException("a label that is a scalar is of no example that a weight could be for");
        }
        int examples = Classes.rows(labels);
        Classes.requireRows(weights, "weights");
        if (Classes.hasColumns(weights) || weights.size() != examples) {
            throw new InvalidArgumentException(
                    "weights of shape " + weights.shape() + " do not go with " + examples + " examples",
                    "give one number for each example");
        }
        for (int i = 0; i < examples; i++) {
            double weight = weights.buffer().asDouble(i);
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new InvalidArgumentException(
                        "the weight of example " + i + " is not finite and at least 0: " + weight);
            }
        }
        return weights.buffer()::asDouble;
    }
}
