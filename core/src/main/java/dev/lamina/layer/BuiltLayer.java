package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

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

    /**
     * Adds what the layer computes of its inputs, one unless it was built for several.
     *
     * @param scope where the operations go
     * @param phase whether the network learns or is used
     * @throws InvalidArgumentException if these are not as many as it takes
     */
    default Output apply(Scope scope, List<Output> inputs, Phase phase) {
        if (inputs.size() != 1) {
            throw new InvalidArgumentException("a layer of one input is given " + inputs);
        }
        return apply(scope, inputs.getFirst(), phase);
    }
}
