package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Layer;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a network that is not built yet: one of its inputs, or what a layer makes of another.
 *
 * {@snippet :
 * Symbol user = Symbol.input("user", Shape.scalar(), DType.INT32);
 * Symbol facts = Symbol.input("facts", 3);
 * Symbol both = Symbol.concat(user.then(new Embedding(1000, 8)), facts);
 * Symbol rating = both.then(new Dense(16, Activation.RELU)).then(new Dense(1).named("rating"));
 * Network network = Network.functional(List.of(user, facts), List.of(rating));
 * }
 *
 * <p>Immutable. What is used twice is computed once. A layer that is applied twice, the same object, has its variables once:
 * two towers of a siamese network are {@code left.then(tower)} and {@code right.then(tower)}.
 */
public final class Symbol {
    /** How a symbol comes about. */
    sealed interface Origin {}

    record Input(@Nullable String name, Shape example, DType dtype) implements Origin {}

    record Applied(Layer layer, Symbol input) implements Origin {}

    record Combined(String name, Combination combination, List<Symbol> inputs) implements Origin {}

    /** What makes one tensor of several, without variables: a sum, a concatenation. */
    @FunctionalInterface
    public interface Combination {
        /** Adds the operations. */
        Output of(Tf tf, List<Output> inputs);
    }

    private final Origin origin;

    private Symbol(Origin origin) {
        this.origin = origin;
    }

    /** An input, float32, with these dimensions for an example. */
    public static Symbol input(long... dims) {
        return input(Shape.of(dims), DType.FLOAT32);
    }

    /** An input whose examples are of that shape, fully defined, and type. */
    public static Symbol input(Shape example, DType dtype) {
        return new Symbol(new Input(null, example, dtype));
    }

    /** An input, float32, with these dimensions for an example, under the name that its data have. */
    public static Symbol input(String name, long... dims) {
        return input(name, Shape.of(dims), DType.FLOAT32);
    }

    /** An input whose examples are of that shape, fully defined, and type, under the name that its data have. */
    public static Symbol input(String name, Shape example, DType dtype) {
        return new Symbol(new Input(name, example, dtype));
    }

    /** What a layer makes of this; the same layer elsewhere has the same variables. */
    public Symbol then(Layer layer) {
        return new Symbol(new Applied(layer, this));
    }

    /**
     * What any operations make of this: {@code x.then("halved", (tf, in) -> tf.multiply(in, 0.5f))}.
     *
     * @param name of the scope of its operations
     */
    public Symbol then(String name, Lambda.Function function) {
        return then(new Lambda(name, function));
    }

    /** This under another name, which a network's output has then. */
    public Symbol named(String name) {
        return then(name, (tf, x) -> tf.identity(x));
    }

    /** The sum of tensors of one shape: what a residual connection needs. */
    public static Symbol add(Symbol... inputs) {
        return combine("add", (tf, all) -> AddN.of(tf.scope(), all), inputs);
    }

    /** The product of tensors, element by element; a dimension of 1 goes with any, as a gate for each example does. */
    public static Symbol multiply(Symbol... inputs) {
        return combine(
                "multiply",
                (tf, all) -> all.stream()
                        .reduce((product, x) -> Mul.of(tf.scope(), product, x))
                        .orElseThrow(),
                inputs);
    }

    /** Tensors side by side, along their last axis. */
    public static Symbol concat(Symbol... inputs) {
        return combine("concatenate", Symbol::concatenated, inputs);
    }

    private static Output concatenated(Tf tf, List<Output> all) {
        DType type = all.getFirst().dtype();
        for (Output each : all) {
            if (each.dtype() != type || !each.shape().hasRank() || each.shape().rank() < 2) {
                throw new InvalidArgumentException(
                        "what is put side by side must be of one type and have an axis beside that of the examples, but is "
                                + all,
                        "make vectors of numbers of classes with an Embedding, or floats with"
                                + " then(\"float\", (tf, x) -> tf.cast(x, DType.FLOAT32))");
            }
        }
        return ConcatV2.of(tf.scope(), all, all.getFirst().shape().rank() - 1);
    }

    /**
     * One tensor made of several: {@code Symbol.combine("distance", (tf, in) -> tf.abs(tf.subtract(in.get(0), in.get(1))),
     * left, right)}.
     *
     * @param name of the scope of its operations
     */
    public static Symbol combine(String name, Combination combination, Symbol... inputs) {
        if (inputs.length == 0) {
            throw new InvalidArgumentException(name + " combines no tensors", "give it one or more");
        }
        return new Symbol(new Combined(name, combination, List.of(inputs)));
    }

    Origin origin() {
        return origin;
    }

    /** What it is made of. */
    List<Symbol> inputs() {
        return switch (origin) {
            case Input _ -> List.of();
            case Applied applied -> List.of(applied.input());
            case Combined combined -> combined.inputs();
        };
    }

    /** The name of the scope of its operations. */
    String name() {
        return switch (origin) {
            case Input input -> input.name() == null ? "features" : input.name();
            case Applied applied -> applied.layer().name();
            case Combined combined -> combined.name();
        };
    }
}
