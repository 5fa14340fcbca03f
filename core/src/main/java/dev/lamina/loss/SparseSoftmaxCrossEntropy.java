package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Shape;
import dev.lamina.op.nn.SparseSoftmaxCrossEntropyWithLogits;

/**
 * The cross-entropy of each row's softmax against its class, a number a row. TensorFlow 1's {@code
 * tf.losses.sparse_softmax_cross_entropy}: logits of [rows, classes], labels of [rows], int32 or int64; or with more axes before the classes,
 * the steps of a sequence or the places of an image.
 */
public record SparseSoftmaxCrossEntropy() implements Loss {
    @Override
    public String name() {
        return "sparse_softmax_cross_entropy_loss";
    }

    @Override
    public boolean takesLogits() {
        return true;
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        var shape = predictions.asOutput().shape();
        if (!shape.hasRank() || shape.rank() <= 2 || shape.dim(-1) < 0) {
            return SparseSoftmaxCrossEntropyWithLogits.of(own, predictions, labels)
                    .getFirst();
        }
        Output rows = Reshape.of(own, predictions, -1, Math.toIntExact(shape.dim(-1)));
        Output classes = Reshape.of(own, labels, -1);
        Output losses =
                SparseSoftmaxCrossEntropyWithLogits.of(own, rows, classes).getFirst();
        return Reshape.of(own, losses, Shape.of(own, labels));
    }
}
