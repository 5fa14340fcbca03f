package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.StopGradient;
import dev.lamina.op.nn.SoftmaxCrossEntropyWithLogits;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;

/**
 * The cross-entropy of each row's softmax against a distribution over the classes, a number a row. TensorFlow 1's {@code
 * tf.losses.softmax_cross_entropy}: logits and one-hot labels of [rows, classes]. No gradient flows to the labels.
 *
 * @param labelSmoothing s in [0, 1): labels become {@code label * (1 - s) + s / classes}
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the inception architecture (2015), section
 *     7, on label smoothing</a>
 */
public record SoftmaxCrossEntropy(float labelSmoothing) implements Loss {
    /** Checks the range. */
    public SoftmaxCrossEntropy {
        Labels.requireSmoothing(labelSmoothing);
    }

    /** Without label smoothing. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    @Override
    public String name() {
        return "softmax_cross_entropy_loss";
    }

    @Override
    public boolean takesLogits() {
        return true;
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output right = StopGradient.of(own, smooth(own, Labels.like(own, labels, predictions)));
        return SoftmaxCrossEntropyWithLogits.of(own, predictions, right).getFirst();
    }

    private Output smooth(Scope own, Output labels) {
        if (labelSmoothing == 0) {
            return labels;
        }
        DType type = labels.dtype();
        Output classes = Sum.of(own, OnesLike.of(own, labels), Const.of(own, new int[] {-1}), true);
        Output spread = RealDiv.of(own, Const.of(own, labelSmoothing, type), classes);
        return Add.of(own, Mul.of(own, labels, Const.of(own, 1 - labelSmoothing, type)), spread);
    }
}
