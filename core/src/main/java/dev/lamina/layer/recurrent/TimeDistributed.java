package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.tensor.Shape;

/**
 * A layer applied to each step of a sequence, with the same variables: [examples, steps, …] are taken as so many examples. Keras's {@code
 * TimeDistributed}.
 *
 * @param name the name of its scope
 * @param layer what is applied to a step
 */
public record TimeDistributed(String name, Layer layer) implements Layer {
    /** Applies a layer to each step. */
    public TimeDistributed(Layer layer) {
        this("time_distributed", layer);
    }

    @Override
    public TimeDistributed named(String name) {
        return new TimeDistributed(name, layer);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank()
                || shape.rank() < 3
                || !shape.slice(2, shape.rank()).isFullyDefined()) {
            throw new InvalidArgumentException(
                    name + " needs a sequence of shape [examples, steps, …], all behind the steps known, but is given "
                            + input);
        }
        BuiltLayer built = layer.build(own, Extents.merged(own, input));
        return (scope, x, phase) -> Extents.parted(scope, built.apply(scope, Extents.merged(scope, x), phase), x);
    }
}
