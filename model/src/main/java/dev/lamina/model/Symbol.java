package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Layer;
import dev.lamina.layer.merge.Add;
import dev.lamina.layer.merge.Concatenate;
import dev.lamina.layer.merge.Multiply;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a network that is not built yet: one of its inputs, or what a layer makes of others.
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

    /** An input; batches are of any size where that is -1. */
    record Input(@Nullable String name, Shape example, DType dtype, long batch) implements Origin {}

    record Applied(Layer layer, List<Symbol> inputs) implements Origin {}

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
        return new Symbol(new Input(null, example, dtype, -1));
    }

    /** An input, float32, with these dimensions for an example, under the name that its data have. */
    public static Symbol input(String name, long... dims) {
        return input(name, Shape.of(dims), DType.FLOAT32);
    }

    /** An input whose examples are of that shape, fully defined, and type, under the name that its data have. */
    public static Symbol input(String name, Shape example, DType dtype) {
        return new Symbol(new Input(name, example, dtype, -1));
    }

    /**
     * This input in batches of one size, Keras's {@code batch_size}: what a stateful layer needs. Data whose last batch is smaller are told
     * to leave it out, {@code batch(size).dropRemainder()}.
     *
     * @param examples how many examples a batch has, from 1 on
     * @throws InvalidArgumentException if this is no input
     */
    public Symbol batch(int examples) {
        if (!(origin instanceof Input input) || examples < 1) {
            throw new InvalidArgumentException(
                    "'" + name() + "' cannot be in batches of " + examples,
                    "inputs are told it, from 1 on: Symbol.input(…).batch(32)");
        }
        return new Symbol(new Input(input.name(), input.example(), input.dtype(), examples));
    }

    /** What a layer makes of this; the same layer elsewhere has the same variables. */
    public Symbol then(Layer layer) {
        return new Symbol(new Applied(layer, List.of(this)));
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

    /**
     * What a layer makes of several tensors: {@code query.then(new MultiHeadAttention(2, 16), value)}, {@code a.then(new Subtract(), b)}.
     *
     * @param others what it takes besides this, in its order
     */
    public Symbol then(Layer layer, Symbol... others) {
        List<Symbol> inputs = new ArrayList<>(List.of(this));
        inputs.addAll(List.of(others));
        return new Symbol(new Applied(layer, List.copyOf(inputs)));
    }

    /** The sum of tensors, element by element, as {@link Add} has it: what a residual connection needs. */
    public static Symbol add(Symbol... inputs) {
        return merged(new Add(), inputs);
    }

    /** The product of tensors, element by element; a dimension of 1 goes with any, as a gate for each example does: {@link Multiply}. */
    public static Symbol multiply(Symbol... inputs) {
        return merged(new Multiply(), inputs);
    }

    /** Tensors side by side, along their last axis: {@link Concatenate}. */
    public static Symbol concat(Symbol... inputs) {
        return merged(new Concatenate(), inputs);
    }

    private static Symbol merged(Layer layer, Symbol... inputs) {
        requireInputs(layer.name(), inputs);
        return new Symbol(new Applied(layer, List.of(inputs)));
    }

    private static void requireInputs(String name, Symbol... inputs) {
        if (inputs.length == 0) {
            throw new InvalidArgumentException(name + " combines no tensors", "give it one or more");
        }
    }

    /**
     * One tensor made of several: {@code Symbol.combine("distance", (tf, in) -> tf.abs(tf.subtract(in.get(0), in.get(1))),
     * left, right)}.
     *
     * @param name of the scope of its operations
     */
    public static Symbol combine(String name, Combination combination, Symbol... inputs) {
        requireInputs(name, inputs);
        return new Symbol(new Combined(name, combination, List.of(inputs)));
    }

    Origin origin() {
        return origin;
    }

    /** What it is made of. */
    List<Symbol> inputs() {
        return switch (origin) {
            case Input _ -> List.of();
            case Applied applied -> applied.inputs();
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
