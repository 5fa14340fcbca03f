package dev.lamina.layer.recurrent;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * One step of a recurrent layer: from what comes in and the states before it to what goes out and the states after it. A user's own is
 * a record like those here, and becomes a layer by {@link RNN}.
 */
public interface Cell {
    /** The extents of the states of one example, each a vector. */
    List<Integer> stateSizes();

    /** The extent of what a step gives for one example. */
    default int outputSize() {
        return stateSizes().getFirst();
    }

    /**
     * Makes the cell's variables.
     *
     * @param own the layer's scope
     * @param input a sequence that it is going to be applied to, of shape [examples, steps, features]: only type and shape matter
     */
    BuiltCell build(Scope own, Output input);
}
