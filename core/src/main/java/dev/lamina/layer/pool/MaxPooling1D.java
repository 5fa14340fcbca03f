package dev.lamina.layer.pool;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.op.Padding;
import dev.lamina.op.pool.MaxPool;
import java.util.List;

/**
 * The greatest element of each window, channel by channel, of an input of shape [examples, steps, channels].
 *
 * @param name the name of its scope
 * @param poolSize how long windows are
 * @param strides how far apart they begin
 * @param padding where they may lie
 */
public record MaxPooling1D(String name, List<Integer> poolSize, List<Integer> strides, Padding padding)
        implements Layer {
    /** Checks the windows. */
    public MaxPooling1D {
        poolSize = Windows.checked(name, "windows", 1, poolSize);
        strides = Windows.checked(name, "strides", 1, strides);
    }

    /** Windows of this length, one behind the other. */
    public MaxPooling1D(int poolSize) {
        this("max_pooling1d", Windows.all(1, poolSize), Windows.all(1, poolSize), Padding.VALID);
    }

    @Override
    public MaxPooling1D named(String name) {
        return new MaxPooling1D(name, poolSize, strides, padding);
    }

    /** The same layer with windows that begin so far apart. */
    public MaxPooling1D strides(int strides) {
        return new MaxPooling1D(name, poolSize, Windows.all(1, strides), padding);
    }

    /** The same layer with windows that may lie elsewhere. */
    public MaxPooling1D padding(Padding padding) {
        return new MaxPooling1D(name, poolSize, strides, padding);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Windows.require(name, 1, input);
        return (scope, x, phase) -> Windows.pooled(
                scope,
                x,
                poolSize,
                strides,
                (at, y, ksize, steps) -> MaxPool.of(at, y, ksize, steps, padding.name(), "NHWC"));
    }
}
