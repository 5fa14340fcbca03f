package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * The greatest of tensors, element by element: Keras's {@code Maximum}.
 *
 * @param name the name of its scope
 */
public record Maximum(String name) implements Merge {
    /** A layer named {@code maximum}. */
    public Maximum() {
        this("maximum");
    }

    @Override
    public Maximum named(String name) {
        return new Maximum(name);
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        return inputs.stream()
                .reduce((greatest, x) -> dev.lamina.op.arithmetic.Maximum.of(scope, greatest, x))
                .orElseThrow();
    }
}
