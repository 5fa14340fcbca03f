package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Log;
import dev.lamina.op.reduce.Sum;

/**
 * {@code sum(label * log(label / prediction))} over the last axis: how far predicted distributions are from the right
 * ones. Both are first kept within 1e-7 and 1, as Keras's {@code kullback_leibler_divergence} does it (TensorFlow 1's
 * {@code tf.losses} has none).
 */
public record KullbackLeiblerDivergence() implements Loss {
    @Override
    public String name() {
        return "kullback_leibler_divergence";
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output right = within(own, Labels.like(own, labels, predictions));
        Output given = within(own, predictions.asOutput());
        Output divergence = Mul.of(own, right, Log.of(own, RealDiv.of(own, right, given)));
        return Sum.of(own, divergence, -1);
    }

    private static Output within(Scope own, Output x) {
        Output least = Const.of(own, 1e-7, x.dtype());
        return Maximum.of(own, Minimum.of(own, x, Const.of(own, 1, x.dtype())), least);
    }
}
