package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Abs;
import dev.lamina.op.reduce.L2Loss;
import dev.lamina.op.reduce.Sum;
import java.util.stream.IntStream;

/** A penalty for a variable's value, which is added to the loss. */
@FunctionalInterface
public interface Regularizer {
    /** Adds the penalty: a single number of the variable's type. */
    Output of(Scope scope, Operand weights);

    /** β · ‖w‖₁, the sum of the absolute values. */
    static Regularizer l1(float beta) {
        check(beta);
        return (scope, weights) -> {
            Scope own = scope.nested("l1_regularizer");
            Output w = weights.asOutput();
            int[] axes = IntStream.range(0, w.shape().rank()).toArray();
            Output sum = Sum.of(own, Abs.of(own, w), axes);
            return Mul.of(own.itself(), Const.of(own.named("scale"), beta, w.dtype()), sum);
        };
    }

    /** β · ½‖w‖₂², half the sum of the squares: the lesson's. */
    static Regularizer l2(float beta) {
        check(beta);
        return (scope, weights) -> {
            Scope own = scope.nested("l2_regularizer");
            Output w = weights.asOutput();
            return Mul.of(own.itself(), Const.of(own.named("scale"), beta, w.dtype()), L2Loss.of(own, w));
        };
    }

    /** Both: the sum of {@link #l1} and {@link #l2}. */
    static Regularizer l1L2(float beta1, float beta2) {
        Regularizer l1 = l1(beta1);
        Regularizer l2 = l2(beta2);
        return (scope, weights) -> {
            Scope own = scope.nested("l1_l2_regularizer");
            return Add.of(own.itself(), l1.of(own, weights), l2.of(own, weights));
        };
    }

    private static void check(float beta) {
        if (!(beta >= 0)) {
            throw new InvalidArgumentException("the factor of a penalty must be 0 or more, got " + beta);
        }
    }
}
