package dev.lamina.layer.merge;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.op.array.ExpandDims;
import java.util.ArrayList;
import java.util.List;

/** A merge as it is applied: inputs of one rank where it goes element by element, and the mask of the result. */
record BuiltMerge(Merge layer) implements BuiltLayer {
    @Override
    public Output apply(Scope scope, Output input, Phase phase) {
        return apply(scope, List.of(input), phase);
    }

    @Override
    public Output apply(Scope scope, List<Output> inputs, Phase phase) {
        Output result = layer.merged(scope, layer.isElementwise() ? ofOneRank(scope, inputs) : inputs);
        Output mask = layer.mask(scope, inputs);
        if (mask != null && !inputs.contains(result)) {
            Mask.give(result, mask);
        }
        return result;
    }

    private static List<Output> ofOneRank(Scope scope, List<Output> inputs) {
        int rank = inputs.stream().mapToInt(input -> input.shape().rank()).max().orElseThrow();
        List<Output> all = new ArrayList<>();
        for (Output input : inputs) {
            Output raised = input;
            while (raised.shape().rank() < rank) {
                raised = ExpandDims.of(scope, raised, 1);
            }
            all.add(raised);
        }
        return all;
    }
}
