package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Tile;
import dev.lamina.op.flow.Const;

/**
 * Each example's vector as a sequence of {@code n} equal steps: [examples, features] becomes [examples, n, features].
 *
 * @param name the name of its scope
 * @param n the number of steps
 */
public record RepeatVector(String name, int n) implements Layer {
    /** Checks the number. */
    public RepeatVector {
        if (n < 1) {
            throw new InvalidArgumentException(name + " needs 1 step or more, got " + n);
        }
    }

    /** So many steps. */
    public RepeatVector(int n) {
        this("repeat_vector", n);
    }

    @Override
    public RepeatVector named(String name) {
        return new RepeatVector(name, n);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() != 2) {
            throw new InvalidArgumentException(name + " needs inputs of two axes, but is given " + input);
        }
        return (scope, x, phase) ->
                Tile.of(scope, ExpandDims.of(scope, x, 1), Const.of(scope.named("multiples"), new int[] {1, n, 1}));
    }
}
