package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import java.util.List;

/**
 * The mean of tensors of a floating-point type, element by element: Keras's {@code Average}.
 *
 * @param name the name of its scope
 */
public record Average(String name) implements Merge {
    /** A layer named {@code average}. */
    public Average() {
        this("average");
    }

    @Override
    public Average named(String name) {
        return new Average(name);
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        Output sum = inputs.stream().reduce((all, x) -> AddV2.of(scope, all, x)).orElseThrow();
        return RealDiv.of(scope, sum, Const.of(scope, inputs.size(), sum.dtype()));
    }
}
