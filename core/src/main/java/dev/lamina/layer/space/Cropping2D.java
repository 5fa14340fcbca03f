package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Leaves out the first and the last places of each axis, of an input of shape [examples, rows, columns, channels].
 *
 * @param name the name of its scope
 * @param cropping how many, for each axis before and after
 */
public record Cropping2D(String name, List<Integer> cropping) implements Layer {
    /** Checks the numbers. */
    public Cropping2D {
        cropping = Places.checked(name, "cropping", 4, 0, cropping);
    }

    /** One number for all sides, one for both sides of each axis, or for each axis that before it and that after it. */
    public Cropping2D(int... cropping) {
        this("cropping2d", Places.spread(2, 2, cropping));
    }

    @Override
    public Cropping2D named(String name) {
        return new Cropping2D(name, cropping);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 2, input);
        return (scope, x, phase) -> Places.cropped(scope, x, cropping);
    }
}
