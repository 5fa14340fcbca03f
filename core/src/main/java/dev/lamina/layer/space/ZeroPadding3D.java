package dev.lamina.layer.space;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import java.util.List;

/**
 * Puts zeros before and after the places of each axis, of an input of shape [examples, planes, rows, columns, channels].
 *
 * @param name the name of its scope
 * @param padding how many, for each axis before and after
 */
public record ZeroPadding3D(String name, List<Integer> padding) implements Layer {
    /** Checks the numbers. */
    public ZeroPadding3D {
        padding = Places.checked(name, "padding", 6, 0, padding);
    }

    /** One number for all sides, one for both sides of each axis, or for each axis that before it and that after it. */
    public ZeroPadding3D(int... padding) {
        this("zero_padding3d", Places.spread(3, 2, padding));
    }

    @Override
    public ZeroPadding3D named(String name) {
        return new ZeroPadding3D(name, padding);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Places.require(name, 3, input);
        return (scope, x, phase) -> Places.padded(scope, x, padding);
    }
}
