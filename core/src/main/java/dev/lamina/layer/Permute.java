package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Transpose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The axes of each example in another order.
 *
 * @param name the name of its scope
 * @param dims for each axis of the result which one of the input it is, from 1 on as axis 0 is that of the examples
 */
public record Permute(String name, List<Integer> dims) implements Layer {
    /** Checks that each axis comes once. */
    public Permute {
        if (!dims.stream()
                .sorted()
                .toList()
                .equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
            throw new InvalidArgumentException(name + " needs each of the axes from 1 on once, got " + dims);
        }
        dims = List.copyOf(dims);
    }

    /** The axes in this order: (2, 1) exchanges the two of each example. */
    public Permute(Integer... dims) {
        this("permute", List.of(dims));
    }

    @Override
    public Permute named(String name) {
        return new Permute(name, dims);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() != dims.size() + 1) {
            throw new InvalidArgumentException(
                    name + " needs inputs of " + (dims.size() + 1) + " axes, but is given " + input);
        }
        int[] perm = IntStream.rangeClosed(0, dims.size())
                .map(axis -> axis == 0 ? 0 : dims.get(axis - 1))
                .toArray();
        return (scope, x, phase) -> Transpose.of(scope, x, perm);
    }
}
