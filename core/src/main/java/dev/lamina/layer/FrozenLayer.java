package dev.lamina.layer;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

/** A layer whose variables no training moves: it is built in a frozen scope. */
record FrozenLayer(Layer layer) implements Layer {
    @Override
    public String name() {
        return layer.name();
    }

    @Override
    public Layer named(String name) {
        return new FrozenLayer(layer.named(name));
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        return layer.build(own.frozen(), input);
    }

    @Override
    public BuiltLayer build(Scope own, List<Output> inputs) {
        return layer.build(own.frozen(), inputs);
    }

    @Override
    public Layer trainable(boolean trainable) {
        return trainable ? layer : this;
    }

    @Override
    public boolean passesMask() {
        return layer.passesMask();
    }

    @Override
    public boolean isTrainable() {
        return false;
    }
}
