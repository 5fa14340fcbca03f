package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Reshape;
import dev.lamina.tensor.Shape;

/**
 * Lays the elements of each example in a row: [examples, a, b, c] becomes [examples, a · b · c].
 *
 * @param name the name of its scope
 */
public record Flatten(String name) implements Layer {
    /** A layer named {@code flatten}. */
    public Flatten() {
        this("flatten");
    }

    @Override
    public Flatten named(String name) {
        return new Flatten(name);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() < 1) {
            throw new InvalidArgumentException(name + " needs inputs of one axis or more, but is given " + input);
        }
        Shape example = shape.slice(1, shape.rank());
        if (!example.isFullyDefined()) {
            throw new InvalidArgumentException(name + " needs examples of a known shape, but is given " + input);
        }
        int elements = example.size();
        return (scope, x, phase) -> Reshape.of(scope, x, -1, elements);
    }
}
