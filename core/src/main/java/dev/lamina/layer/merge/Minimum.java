package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * The least of tensors, element by element: Keras's {@code Minimum}.
 *
 * @param name the name of its scope
 */
public record Minimum(String name) implements Merge {
    /** A layer named {@code minimum}. */
    public Minimum() {
        this("minimum");
    }

    @Override
    public Minimum named(String name) {
        return new Minimum(name);
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        return inputs.stream()
                .reduce((least, x) -> dev.lamina.op.arithmetic.Minimum.of(scope, least, x))
                .orElseThrow();
    }
}
