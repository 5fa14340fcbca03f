package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.math.Abs;

/**
 * {@code |prediction - label|}, element by element. TensorFlow 1's {@code tf.losses.absolute_difference}.
 */
public record MeanAbsoluteError() implements Loss {
    @Override
    public String name() {
        return "absolute_difference";
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        return Abs.of(own, Sub.of(own, predictions, Labels.like(own, labels, predictions)));
    }
}
