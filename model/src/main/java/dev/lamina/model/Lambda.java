package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;

/**
 * Any operations of {@link Tf} as a layer: {@code new Lambda("halved", (tf, x) -> tf.multiply(x, 0.5f))}. It has no variables:
 * a layer with variables is a {@link Layer} of one's own, which makes them once, in {@code build}.
 *
 * @param name the name of its scope
 * @param function what it computes
 */
public record Lambda(String name, Function function) implements Layer {
    /** What a layer computes of a tensor. */
    @FunctionalInterface
    public interface Function {
        /** Adds the operations. */
        Output of(Tf tf, Output x);
    }

    @Override
    public Lambda named(String name) {
        return new Lambda(name, function);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        return (scope, x, phase) -> function.of(Tf.create(scope), x);
    }
}
