package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Repeats each place along each axis, of an input of shape [examples, steps, channels].
 *
 * @param name the name of its scope
 * @param size how often, for each axis
 */
public record UpSampling1D(String name, List<Integer> size) implements Layer {
    /** Checks the numbers. */
    public UpSampling1D {
        size = Places.checked(name, "size", 1, 1, size);
    }

    /** Each so many times. */
    public UpSampling1D(int size) {
        this("up_sampling1d", Places.spread(1, 1, size));
    }

    @Override
    public UpSampling1D named(String name) {
        return new UpSampling1D(name, size);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 1, input);
        return (scope, x, phase) -> Places.repeated(scope, x, size);
    }
}
