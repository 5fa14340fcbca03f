package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Puts zeros before and after the places of each axis, of an input of shape [examples, steps, channels].
 *
 * @param name the name of its scope
 * @param padding how many, for each axis before and after
 */
public record ZeroPadding1D(String name, List<Integer> padding) implements Layer {
    /** Checks the numbers. */
    public ZeroPadding1D {
        padding = Places.checked(name, "padding", 2, 0, padding);
    }

    /** The same number at both sides. */
    public ZeroPadding1D(int padding) {
        this("zero_padding1d", Places.spread(1, 2, padding));
    }

    /** Different numbers before and after. */
    public ZeroPadding1D(int before, int after) {
        this("zero_padding1d", List.of(before, after));
    }

    @Override
    public ZeroPadding1D named(String name) {
        return new ZeroPadding1D(name, padding);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 1, input);
        return (scope, x, phase) -> Places.padded(scope, x, padding);
    }
}
