package dev.lamina.layer.pool;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Sum;

/**
 * The mean of each channel over all places, of an input of shape [examples, steps, channels]: [examples, channels]. Where the input
 * has a {@link Mask}, over the steps that count; 0 where none does.
 *
 * @param name the name of its scope
 * @param keepDims whether the axes of the places stay, with extent 1
 */
public record GlobalAveragePooling1D(String name, boolean keepDims) implements Layer {
    /** A layer whose result has no axes for places. */
    public GlobalAveragePooling1D() {
        this("global_average_pooling1d", false);
    }

    @Override
    public GlobalAveragePooling1D named(String name) {
        return new GlobalAveragePooling1D(name, keepDims);
    }

    /** The same layer, whose result keeps the axes of the places, or does not. */
    public GlobalAveragePooling1D keepDims(boolean keepDims) {
        return new GlobalAveragePooling1D(name, keepDims);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Windows.require(name, 1, input);
        return (scope, x, phase) -> {
            Output axes = Const.of(scope.named("axes"), Windows.places(1));
            Output mask = Mask.of(x);
            if (mask == null) {
                return Mean.of(scope, x, axes, keepDims);
            }
            Output counts = Cast.of(scope, ExpandDims.of(scope, mask, 2), x.dtype());
            Output sum = Sum.of(scope, Mul.of(scope, x, counts), axes, keepDims);
            return DivNoNan.of(scope, sum, Sum.of(scope, counts, axes, keepDims));
        };
    }
}
