package dev.lamina.layer;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;

/**
 * An activation as a layer of its own, such as one after a normalisation.
 *
 * @param name the name of its scope
 * @param activation the function
 */
public record ActivationLayer(String name, Activation activation) implements Layer {
    /** A layer named {@code activation}. */
    public ActivationLayer(Activation activation) {
        this("activation", activation);
    }

    @Override
    public ActivationLayer named(String name) {
        return new ActivationLayer(name, activation);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        return (scope, x, phase) -> activation.of(scope, x);
    }
}
