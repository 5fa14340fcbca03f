package dev.lamina.layer.pool;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.op.Padding;
import dev.lamina.op.pool.MaxPool;
import java.util.List;

/**
 * The greatest element of each window, channel by channel, of an input of shape [examples, rows, columns, channels].
 *
 * @param name the name of its scope
 * @param poolSize how long windows are
 * @param strides how far apart they begin
 * @param padding where they may lie
 */
public record MaxPooling2D(String name, List<Integer> poolSize, List<Integer> strides, Padding padding)
        implements Layer {
    /** Checks the windows. */
    public MaxPooling2D {
        poolSize = Windows.checked(name, "windows", 2, poolSize);
        strides = Windows.checked(name, "strides", 2, strides);
    }

    /** Windows of these extents, one number for all axes or one for each, one window behind the other. */
    public MaxPooling2D(int... poolSize) {
        this("max_pooling2d", Windows.each(2, poolSize), Windows.each(2, poolSize), Padding.VALID);
    }

    @Override
    public MaxPooling2D named(String name) {
        return new MaxPooling2D(name, poolSize, strides, padding);
    }

    /** The same layer with windows that begin so far apart: one number for all axes, or one for each. */
    public MaxPooling2D strides(int... strides) {
        return new MaxPooling2D(name, poolSize, Windows.each(2, strides), padding);
    }

    /** The same layer with windows that may lie elsewhere. */
    public MaxPooling2D padding(Padding padding) {
        return new MaxPooling2D(name, poolSize, strides, padding);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Windows.require(name, 2, input);
        return (scope, x, phase) -> Windows.pooled(
                scope,
                x,
                poolSize,
                strides,
                (at, y, ksize, steps) -> MaxPool.of(at, y, ksize, steps, padding.name(), "NHWC"));
    }
}
