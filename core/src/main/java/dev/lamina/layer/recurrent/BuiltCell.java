package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cell with its variables. */
@FunctionalInterface
public interface BuiltCell {
    /**
     * What a step, or a sequence of them, gives.
     *
     * @param output of shape [examples, units], or [steps, examples, units]
     * @param states those after it
     */
    record Result(Output output, List<Output> states) {}

    /**
     * Adds a step.
     *
     * @param scope where the operations go; a loop's body perhaps
     * @param input a step of what {@link #prepare} gave, of shape [examples, …]
     * @param states those before it, [examples, units] each
     */
    Result step(Scope scope, Output input, List<Output> states, Phase phase);

    /**
     * The same cell with recurrent dropout: where it multiplies the state by weights, it takes {@code state mask} for it.
     *
     * @param mask of shape [examples, units], one for all steps of a sequence: zeros, and what makes up for them
     */
    default BuiltCell dropping(Output mask) {
        throw new InvalidArgumentException(
                "this cell has no recurrent dropout", "its BuiltCell may have one: override dropping");
    }

    /**
     * Adds what needs no state, for all steps at once: a product with the inputs' weights is one of large matrices then.
     *
     * @param inputs of shape [steps, examples, features]
     */
    default Output prepare(Scope scope, Output inputs) {
        return inputs;
    }

    /**
     * Adds all steps as one operation, or gives {@code null} if there is none for such inputs.
     *
     * @param inputs of shape [steps, examples, features], not prepared
     */
    default @Nullable Result sequence(Scope scope, Output inputs, List<Output> states) {
        return null;
    }
}
