package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Leaves out the first and the last places of each axis, of an input of shape [examples, steps, channels].
 *
 * @param name the name of its scope
 * @param cropping how many, for each axis before and after
 */
public record Cropping1D(String name, List<Integer> cropping) implements Layer {
    /** Checks the numbers. */
    public Cropping1D {
        cropping = Places.checked(name, "cropping", 2, 0, cropping);
    }

    /** The same number at both sides. */
    public Cropping1D(int cropping) {
        this("cropping1d", Places.spread(1, 2, cropping));
    }

    /** Different numbers before and after. */
    public Cropping1D(int before, int after) {
        this("cropping1d", List.of(before, after));
    }

    @Override
    public Cropping1D named(String name) {
        return new Cropping1D(name, cropping);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 1, input);
        return (scope, x, phase) -> Places.cropped(scope, x, cropping);
    }
}
