package dev.lamina.loss;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Abs;

/**
 * {@code e^2 / 2} where the error {@code e = |prediction - label|} is at most {@code delta}, {@code delta * e - delta^2 /
 * 2} beyond, element by element: an outlier pulls with a bounded force. TensorFlow 1's {@code tf.losses.huber_loss}.
 *
 * @param delta where the parabola becomes a line, more than 0
 */
public record Huber(float delta) implements Loss {
    /** Checks the range. */
    public Huber {
        if (!(delta > 0)) {
            throw new InvalidArgumentException("delta must be positive, got " + delta);
        }
    }

    /** With TensorFlow's delta of 1. */
    public Huber() {
        this(1);
    }

    @Override
    public String name() {
        return "huber_loss";
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output error = Sub.of(own, predictions, Labels.like(own, labels, predictions));
        Output size = Abs.of(own, error);
        Output limit = Const.of(own, delta, size.dtype());
        Output quadratic = Minimum.of(own, size, limit);
        Output linear = Sub.of(own, size, quadratic);
        Output half = Const.of(own, 0.5, size.dtype());
        Output parabola = Mul.of(own, half, Mul.of(own, quadratic, quadratic));
        return Add.of(own, parabola, Mul.of(own, limit, linear));
    }
}
