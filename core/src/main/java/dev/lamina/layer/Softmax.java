package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Transpose;
import java.util.stream.IntStream;

/**
 * What lies along an axis as probabilities: eˣ divided by their sum.
 *
 * @param name the name of its scope
 * @param axis the axis, from -1 for the last backwards or from 0
 */
public record Softmax(String name, int axis) implements Layer {
    /** Along the last axis. */
    public Softmax() {
        this(-1);
    }

    /** Along this axis. */
    public Softmax(int axis) {
        this("softmax", axis);
    }

    @Override
    public Softmax named(String name) {
        return new Softmax(name, axis);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank()
                || axis < -input.shape().rank()
                || axis >= input.shape().rank()) {
            throw new InvalidArgumentException(
                    name + " needs inputs that have an axis " + axis + ", but is given " + input);
        }
        int rank = input.shape().rank();
        int along = axis < 0 ? axis + rank : axis;
        // It is its own inverse, as it exchanges two.
        int[] exchange = IntStream.range(0, rank)
                .map(i -> i == along ? rank - 1 : i == rank - 1 ? along : i)
                .toArray();
        return (scope, x, phase) -> {
            if (along == rank - 1) {
                return dev.lamina.op.nn.Softmax.of(scope, x);
            }
            Output last = Transpose.of(scope, x, exchange);
            return Transpose.of(scope, dev.lamina.op.nn.Softmax.of(scope, last), exchange);
        };
    }
}
