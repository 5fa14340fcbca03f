package dev.lamina.loss;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;

/** Labels that are compared with predictions element by element. */
final class Labels {
    private Labels() {}

    /**
     * The labels in the type of the predictions.
     *
     * @throws InvalidArgumentException if the shapes differ: they would broadcast, and [n, 1] against [n] is n * n losses
     */
    static Output like(Scope own, Operand labels, Operand predictions) {
        Output right = labels.asOutput();
        Output given = predictions.asOutput();
        if (!given.dtype().isFloating()) {
            throw new InvalidArgumentException("predictions must be of a floating-point type, got " + given);
        }
        if (!right.shape().isCompatibleWith(given.shape())) {
            throw new InvalidArgumentException("Shapes " + given.shape() + " and " + right.shape()
                    + " are incompatible: of predictions " + given.name() + " and labels " + right.name());
        }
        return WeightedLoss.cast(own, right, given.dtype());
    }

    static void requireSmoothing(float labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new InvalidArgumentException("label smoothing must be in [0, 1), got " + labelSmoothing);
        }
    }
}
