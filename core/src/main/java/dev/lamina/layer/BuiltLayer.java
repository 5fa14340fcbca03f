package dev.lamina.layer;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;

/** A layer with its variables: each time it is applied it uses the same. */
@FunctionalInterface
public interface BuiltLayer {
    /**
     * Adds what the layer computes of {@code input}.
     *
     * @param scope where the operations go
     * @param phase whether the network learns or is used
     */
    Output apply(Scope scope, Output input, Phase phase);
}
