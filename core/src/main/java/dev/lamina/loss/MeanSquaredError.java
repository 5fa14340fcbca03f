package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.SquaredDifference;

/**
 * {@code (prediction - label)^2}, element by element. TensorFlow 1's {@code tf.losses.mean_squared_error}.
 */
public record MeanSquaredError() implements Loss {
    @Override
    public String name() {
        return "mean_squared_error";
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        return SquaredDifference.of(own, predictions, Labels.like(own, labels, predictions));
    }
}
