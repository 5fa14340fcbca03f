package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.nn.SparseSoftmaxCrossEntropyWithLogits;

/**
 * The cross-entropy of each row's softmax against its class, a number a row. TensorFlow 1's {@code
 * tf.losses.sparse_softmax_cross_entropy}: logits of [rows, classes], labels of [rows], int32 or int64.
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
        return SparseSoftmaxCrossEntropyWithLogits.of(own, predictions, labels).getFirst();
    }
}
