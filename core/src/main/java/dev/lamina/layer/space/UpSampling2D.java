package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Repeats each place along each axis, of an input of shape [examples, rows, columns, channels].
 *
 * @param name the name of its scope
 * @param size how often, for each axis
 */
public record UpSampling2D(String name, List<Integer> size) implements Layer {
    /** Checks the numbers. */
    public UpSampling2D {
        size = Places.checked(name, "size", 2, 1, size);
    }

    /** One number for all axes, or one for each. */
    public UpSampling2D(int... size) {
        this("up_sampling2d", Places.spread(2, 1, size));
    }

    @Override
    public UpSampling2D named(String name) {
        return new UpSampling2D(name, size);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 2, input);
        return (scope, x, phase) -> Places.repeated(scope, x, size);
    }
}
