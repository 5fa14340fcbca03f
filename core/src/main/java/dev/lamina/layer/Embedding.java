package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * A vector for each of so many numbers, learned: [examples] or [examples, n] of int32 or int64, such as users, categories or
 * tokens, become [examples, units] or [examples, n, units]. A number beyond the table is an error of the run.
 *
 * <p>Its variable is {@code embeddings}, float32 of shape [numbers, units]. It follows Keras's {@code Embedding}; the
 * operation is TensorFlow's {@code GatherV2}.
 *
 * @param name the name of its scope
 * @param numbers how many numbers there are, from 0 on
 * @param units the length of a vector
 * @param table the vectors
 * @param masksZero whether 0 stands for a step that does not count: the result gets a {@link Mask}
 */
public record Embedding(String name, int numbers, int units, Parameter table, boolean masksZero) implements Layer {
    /** Checks the extents. */
    public Embedding {
        if (numbers < 1 || units < 1) {
            throw new InvalidArgumentException(
                    "an embedding needs 1 number or more and 1 unit or more, got " + numbers + " and " + units);
        }
    }

    /** Vectors that begin uniform in [-0.05, 0.05), as Keras has them. */
    public Embedding(int numbers, int units) {
        this("embedding", numbers, units, Parameter.of(Initializer.uniform(-0.05f, 0.05f)), false);
    }

    @Override
    public Embedding named(String name) {
        return new Embedding(name, numbers, units, table, masksZero);
    }

    /** The same layer with another table. */
    public Embedding table(Parameter table) {
        return new Embedding(name, numbers, units, table, masksZero);
    }

    /** The same layer where 0 stands for a step that does not count, such as padding: Keras's {@code mask_zero}. */
    public Embedding maskZero() {
        return new Embedding(name, numbers, units, table, true);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (input.dtype() != DType.INT32 && input.dtype() != DType.INT64) {
            throw new InvalidArgumentException(
                    name + " needs int32 or int64, but is given " + input,
                    "make the input one of whole numbers: Symbol.input(Shape.scalar(), DType.INT32)");
        }
        Variable vectors = table.variable(own, "embeddings", DType.FLOAT32, Shape.of(numbers, units));
        return (scope, x, phase) -> {
            Output found = GatherV2.of(scope, vectors, x, Const.of(scope.named("axis"), 0));
            if (masksZero) {
                Mask.give(found, NotEqual.of(scope, x, Const.of(scope, 0, x.dtype())));
            }
            return found;
        };
    }
}
