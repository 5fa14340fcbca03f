package dev.lamina.app.train;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.op.arithmetic.AddV2;

/**
 * Adds to each step of a sequence what is learned of its place, as attention itself knows no order.
 *
 * @param name the name of its scope
 */
record Places(String name) implements Layer {
    private static final float DEVIATION = 0.02f;

    @Override
    public Places named(String name) {
        return new Places(name);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Variable places = Parameter.of(Initializer.truncatedNormal(0, DEVIATION))
                .variable(own, "embeddings", input.dtype(), input.shape().slice(1, 3));
        return (scope, x, phase) -> AddV2.of(scope, x, places);
    }
}
