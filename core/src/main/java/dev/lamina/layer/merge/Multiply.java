package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/**
 * The product of tensors, element by element: Keras's {@code Multiply}. A gate for each channel is one.
 *
 * @param name the name of its scope
 */
public record Multiply(String name) implements Merge {
    /** A layer named {@code multiply}. */
    public Multiply() {
        this("multiply");
    }

    @Override
    public Multiply named(String name) {
        return new Multiply(name);
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        return inputs.stream().reduce((product, x) -> Mul.of(scope, product, x)).orElseThrow();
    }
}
