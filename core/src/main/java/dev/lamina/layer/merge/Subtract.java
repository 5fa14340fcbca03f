package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Sub;
import java.util.List;

/**
 * The first of two tensors less the second, element by element: Keras's {@code Subtract}.
 *
 * @param name the name of its scope
 */
public record Subtract(String name) implements Merge {
    /** A layer named {@code subtract}. */
    public Subtract() {
        this("subtract");
    }

    @Override
    public Subtract named(String name) {
        return new Subtract(name);
    }

    @Override
    public int inputs() {
        return 2;
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        return Sub.of(scope, inputs.getFirst(), inputs.getLast());
    }
}
