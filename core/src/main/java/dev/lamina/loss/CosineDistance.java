package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Sum;

/**
 * {@code 1 - sum(label * prediction)} along an axis, which stays with extent 1. Both must have norm 1 along it already.
 * TensorFlow 1's {@code tf.losses.cosine_distance}.
 *
 * @param axis of the vectors, counted from the last if negative
 */
public record CosineDistance(int axis) implements Loss {
    @Override
    public String name() {
        return "cosine_distance_loss";
    }

    @Override
    public Output losses(Scope own, Operand labels, Operand predictions) {
        Output products = Mul.of(own, predictions, Labels.like(own, labels, predictions));
        Output cosine = Sum.of(own, products, Const.of(own, new int[] {axis}), true);
        return Sub.of(own, Const.of(own, 1, cosine.dtype()), cosine);
    }
}
