package dev.lamina.loss;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import org.jspecify.annotations.Nullable;

/** How far predictions are from what is right, as operations of the graph. */
public interface Loss {
    /** The name scope of its operations, which is TensorFlow's. */
    String name();

    /**
     * Adds the losses of the examples by themselves.
     *
     * @param own the scope for them
     * @param labels what is right
     * @param predictions of a floating-point type
     */
    Output losses(Scope own, Operand labels, Operand predictions);

    /**
     * Whether predictions are scores of any size, as a layer without an activation gives them: then a sigmoid or softmax
     * before it is one too many.
     */
    default boolean takesLogits() {
        return false;
    }

    /** Adds the mean of the losses: all count alike. */
    default Output of(Scope scope, Operand labels, Operand predictions) {
        return of(scope, labels, predictions, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /**
     * Adds the weighted loss, which joins the graph's collection {@code losses}.
     *
     * @param labels what is right
     * @param predictions of a floating-point type
     * @param weights see {@link WeightedLoss#of}; {@code null} for all alike
     * @param reduction of the weighted losses to one number
     */
    default Output of(
            Scope scope, Operand labels, Operand predictions, @Nullable Operand weights, Reduction reduction) {
        Scope own = scope.nested(name());
        return WeightedLoss.of(own, losses(own, labels, predictions), weights, reduction);
    }
}
