package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Abs;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Log1p;
import dev.lamina.op.math.Neg;
import dev.lamina.op.nn.Relu;

/**
 * The cross-entropy of independent yes-or-no answers, {@code max(x, 0) - x * z + log(1 + e^-|x|)} for logits x and labels
 * z from 0 to 1, element by element; for others it has no least value, which is not checked. TensorFlow 1's {@code
 * tf.losses.sigmoid_cross_entropy}.
 *
 * @param labelSmoothing s in [0, 1): labels become {@code label * (1 - s) + s / 2}
 */
public record SigmoidCrossEntropy(float labelSmoothing) implements Loss {
    /** Checks the range. */
    public SigmoidCrossEntropy {
        Labels.requireSmoothing(labelSmoothing);
    }

    /** Without label smoothing. */
    public SigmoidCrossEntropy() {
        this(0);
    }

    @Override
    public String name() {
        return "sigmoid_cross_entropy_loss";
    }

    @Override
    public boolean takesLogits() {
        return true;
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output right = smooth(own, Labels.like(own, labels, predictions));
        Output excess = Sub.of(own, Relu.of(own, predictions), Mul.of(own, predictions, right));
        return Add.of(own, excess, Log1p.of(own, Exp.of(own, Neg.of(own, Abs.of(own, predictions)))));
    }

    private Output smooth(Scope own, Output labels) {
        if (labelSmoothing == 0) {
            return labels;
        }
        Output kept = Mul.of(own, labels, Const.of(own, 1 - labelSmoothing, labels.dtype()));
        return Add.of(own, kept, Const.of(own, 0.5f * labelSmoothing, labels.dtype()));
    }
}
