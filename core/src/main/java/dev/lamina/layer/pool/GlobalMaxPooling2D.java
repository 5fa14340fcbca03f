package dev.lamina.layer.pool;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Max;

/**
 * The greatest element of each channel over all places, of an input of shape [examples, rows, columns, channels]: [examples, channels].
 *
 * @param name the name of its scope
 * @param keepDims whether the axes of the places stay, with extent 1
 */
public record GlobalMaxPooling2D(String name, boolean keepDims) implements Layer {
    /** A layer whose result has no axes for places. */
    public GlobalMaxPooling2D() {
        this("global_max_pooling2d", false);
    }

    @Override
    public GlobalMaxPooling2D named(String name) {
        return new GlobalMaxPooling2D(name, keepDims);
    }

    /** The same layer, whose result keeps the axes of the places, or does not. */
    public GlobalMaxPooling2D keepDims(boolean keepDims) {
        return new GlobalMaxPooling2D(name, keepDims);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Windows.require(name, 2, input);
        return (scope, x, phase) -> Max.of(scope, x, Const.of(scope.named("axes"), Windows.places(2)), keepDims);
    }
}
