package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.nn.Relu;

/**
 * {@code max(0, 1 - (2 * label - 1) * logit)}, element by element, for labels of 0 and 1. TensorFlow 1's {@code
 * tf.losses.hinge_loss}.
 */
public record Hinge() implements Loss {
    @Override
    public String name() {
        return "hinge_loss";
    }

    @Override
    public boolean takesLogits() {
        return true;
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output zeroOrOne = Labels.like(own, labels, predictions);
        Output one = Const.of(own, 1, zeroOrOne.dtype());
        Output signs = Sub.of(own, Mul.of(own, Const.of(own, 2, zeroOrOne.dtype()), zeroOrOne), one);
        return Relu.of(own, Sub.of(own, one, Mul.of(own, signs, predictions)));
    }
}
