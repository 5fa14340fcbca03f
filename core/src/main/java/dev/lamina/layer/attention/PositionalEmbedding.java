package dev.lamina.layer.attention;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.array.Pack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A vector for each token plus one for its place, both learned: [examples, steps] of int32 or int64 become [examples, steps, units].
 *
 * <p>Its variables are {@code token_embeddings/embeddings}, [numbers, units], and {@code position_embeddings/embeddings}, [steps,
 * units]. A sequence may be shorter.
 *
 * @param name the name of its scope
 * @param steps how long a sequence may be
 * @param tokens the vectors of the tokens
 */
public record PositionalEmbedding(String name, int steps, Embedding tokens) implements Layer {
    /** Checks the length. */
    public PositionalEmbedding {
        if (steps < 1) {
            throw new InvalidArgumentException("a positional embedding needs 1 step or more, got " + steps);
        }
    }

    /** For sequences of so many steps of tokens, numbers from 0 on, and vectors of so many units. */
    public PositionalEmbedding(int steps, int numbers, int units) {
        this("positional_embedding", steps, new Embedding(numbers, units));
    }

    @Override
    public PositionalEmbedding named(String name) {
        return new PositionalEmbedding(name, steps, tokens);
    }

    /** The same layer where 0 stands for a step that does not count: the result gets a {@link Mask}. */
    public PositionalEmbedding maskZero() {
        return new PositionalEmbedding(name, steps, tokens.maskZero());
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() != 2 || shape.dim(1) > steps) {
            throw new InvalidArgumentException(name + " needs tokens of shape [examples, steps], at most " + steps
                    + " steps, but is given " + input);
        }
        BuiltLayer vectors = tokens.build(own.nested("token_embeddings"), input);
        // Places have a table of their own, also where that of the tokens is tied.
        Parameter table = tokens.table();
        Variable places = new Parameter(table.initializer(), table.regularizer(), table.constraint(), null)
                .variable(
                        own.nested("position_embeddings"),
                        "embeddings",
                        DType.FLOAT32,
                        Shape.of(steps, tokens.units()));
        return (scope, x, phase) -> {
            Output found = vectors.apply(scope, x, phase);
            Output size = Pack.of(scope, List.of(Extents.count(scope, x, 1), Const.of(scope, tokens.units())), 0);
            Output sum = AddV2.of(scope, found, Slice.of(scope, places, Const.of(scope, new int[2]), size));
            Output mask = Mask.of(found);
            if (mask != null) {
                Mask.give(sum, mask);
            }
            return sum;
        };
    }
}
