package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * The description of a layer: immutable, and without variables until it is built. It can be built any number of times, each
 * time with variables of its own.
 *
 * <p>Convolution, pooling, embedding and recurrence are layers like these: a record with what can be chosen, that makes its
 * variables by {@link Parameter} and says in {@link BuiltLayer} how it is applied. A user's own are no different.
 */
public interface Layer {
    /** The name of its scope, made unique in the graph: {@code dense}, then {@code dense_1}. */
    String name();

    /** This layer with another name. */
    Layer named(String name);

    /**
     * Makes the layer's variables, and the penalties of those that are regularised.
     *
     * @param own the layer's scope: a kernel becomes {@code dense/kernel}
     * @param input what it is going to be applied to: only type and shape matter
     * @throws dev.lamina.error.InvalidArgumentException if it cannot be applied to such an input
     */
    BuiltLayer build(Scope own, Output input);

    /**
     * Makes the variables of a layer that may take several inputs, as attention and the layers of {@code merge} do. A layer that says
     * nothing of it takes one.
     *
     * @param own the layer's scope
     * @param inputs what it is going to be applied to, in the order that it wants them in
     * @throws InvalidArgumentException if it cannot be applied to such inputs, or so many
     */
    default BuiltLayer build(Scope own, List<Output> inputs) {
        if (inputs.size() != 1) {
            throw new InvalidArgumentException(
                    name() + " takes one input, but is given " + inputs,
                    "a layer of several inputs makes one of them first: Concatenate, Add");
        }
        return build(own, inputs.getFirst());
    }

    /**
     * This layer with variables that training moves, or that it leaves as they are: those of a frozen layer are not in the
     * graph's collection of trainable variables, have no penalty and no constraint, and its batch normalisation takes the
     * moving averages and leaves them alone, while the network learns too. Gradients flow through it to what lies below.
     */
    default Layer trainable(boolean trainable) {
        return trainable ? this : new FrozenLayer(this);
    }

    /**
     * Whether step t of what it gives is made of step t of its input, so that the {@link Mask} of one is that of the other. A layer
     * that gives its result a mask of its own need not say so.
     */
    default boolean passesMask() {
        return false;
    }

    /** Whether training moves its variables. */
    default boolean isTrainable() {
        return true;
    }
}
