package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.AddV2;
import java.util.List;

/**
 * The sum of tensors, element by element: Keras's {@code Add}, what a residual connection needs.
 *
 * @param name the name of its scope
 */
public record Add(String name) implements Merge {
    /** A layer named {@code add}. */
    public Add() {
        this("add");
    }

    @Override
    public Add named(String name) {
        return new Add(name);
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        // Where nothing broadcasts, the gradient is passed on as it is.
        boolean isPlain = inputs.stream()
                .allMatch(each -> each.shape().equals(inputs.getFirst().shape()));
        return isPlain
                ? AddN.of(scope, inputs)
                : inputs.stream().reduce((sum, x) -> AddV2.of(scope, sum, x)).orElseThrow();
    }
}
