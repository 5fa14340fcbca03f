package dev.lamina.layer.pool;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.op.Padding;
import dev.lamina.op.pool.AvgPool3D;
import java.util.List;

/**
 * The mean of each window, channel by channel, of an input of shape [examples, planes, rows, columns, channels].
 *
 * @param name the name of its scope
 * @param poolSize how long windows are
 * @param strides how far apart they begin
 * @param padding where they may lie
 */
public record AveragePooling3D(String name, List<Integer> poolSize, List<Integer> strides, Padding padding)
        implements Layer {
    /** Checks the windows. */
    public AveragePooling3D {
        poolSize = Windows.checked(name, "windows", 3, poolSize);
        strides = Windows.checked(name, "strides", 3, strides);
    }

    /** Windows of these extents, one number for all axes or one for each, one window behind the other. */
    public AveragePooling3D(int... poolSize) {
        this("average_pooling3d", Windows.each(3, poolSize), Windows.each(3, poolSize), Padding.VALID);
    }

    @Override
    public AveragePooling3D named(String name) {
        return new AveragePooling3D(name, poolSize, strides, padding);
    }

    /** The same layer with windows that begin so far apart: one number for all axes, or one for each. */
    public AveragePooling3D strides(int... strides) {
        return new AveragePooling3D(name, poolSize, Windows.each(3, strides), padding);
    }

    /** The same layer with windows that may lie elsewhere. */
    public AveragePooling3D padding(Padding padding) {
        return new AveragePooling3D(name, poolSize, strides, padding);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Windows.require(name, 3, input);
        return (scope, x, phase) -> Windows.pooled(
                scope,
                x,
                poolSize,
                strides,
                (at, y, ksize, steps) -> AvgPool3D.of(at, y, ksize, steps, padding.name(), "NDHWC"));
    }
}
