package dev.lamina.layer.merge;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.op.logic.LogicalAnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer without variables that makes one tensor of several: Keras's {@code Merge}. Inputs are of one type, and examples are their first
 * axis.
 *
 * <p>Those that go element by element broadcast: an axis of 1 goes with any; where one has fewer axes than another, axes of 1 are put
 * behind that of the examples. A step of the result counts if it counts in each input that has a {@link Mask}.
 */
public sealed interface Merge extends Layer
        permits Add, Average, Concatenate, Dot, Maximum, Minimum, Multiply, Subtract {
    /**
     * Adds what it makes of its inputs.
     *
     * @param inputs as many as it takes, of one type, and of one rank unless the layer says otherwise
     */
    Output merged(Scope scope, List<Output> inputs);

    /** How many inputs it takes, or 0 for any number from 1 on. */
    default int inputs() {
        return 0;
    }

    /** Whether it goes element by element, so that inputs of fewer axes get more. */
    default boolean isElementwise() {
        return true;
    }

    /** Which steps of the result count, or {@code null} if all do. */
    default @Nullable Output mask(Scope scope, List<Output> inputs) {
        Output all = null;
        for (Output input : inputs) {
            Output mask = Mask.of(input);
            if (mask != null && !mask.equals(all)) {
                all = all == null ? mask : LogicalAnd.of(scope, all, mask);
            }
        }
        return all;
    }

    @Override
    default BuiltLayer build(Scope own, Output input) {
        return build(own, List.of(input));
    }

    @Override
    default BuiltLayer build(Scope own, List<Output> inputs) {
        boolean fits = inputs() == 0 ? !inputs.isEmpty() : inputs.size() == inputs();
        if (!fits) {
            throw new InvalidArgumentException(name() + " takes "
                    + (inputs() == 0 ? "1 input or more" : inputs() + " inputs") + ", but is given " + inputs);
        }
        for (Output input : inputs) {
            if (input.dtype() != inputs.getFirst().dtype()
                    || !input.shape().hasRank()
                    || input.shape().rank() < 1) {
                throw new InvalidArgumentException(
                        name() + " needs inputs of one type and known axes, examples first, but is given " + inputs,
                        "tf.cast makes one type of another, an Embedding vectors of numbers of classes");
            }
        }
        return new BuiltMerge(this);
    }
}
