package dev.lamina.model;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Layer;
import dev.lamina.op.AddN;
import dev.lamina.op.ConcatV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A tensor of a network that is not built yet: its input, or what a layer makes of another.
 *
 * {@snippet :
 * Symbol x = Symbol.input(784);
 * Symbol hidden = x.then(new Dense(64, Activation.RELU));
 * Symbol y = Symbol.concat(x, hidden).then(new Dense(10));
 * Network network = Network.functional(x, y);
 * }
 *
 * <p>Immutable. Each {@link #then} is a layer with variables of its own; what is used twice is computed once.
 */
public final class Symbol {
    /** How a symbol comes about. */
    sealed interface Origin {}

    record Input(Shape example, DType dtype) implements Origin {}

    record Applied(Layer layer, Symbol input) implements Origin {}

    record Combined(String name, Combination combination, List<Symbol> inputs) implements Origin {}

    /** What makes one tensor of several, without variables: a sum, a concatenation. */
    @FunctionalInterface
    public interface Combination {
        /** Adds the operations. */
        Output of(Scope scope, List<Output> inputs);
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
        return new Symbol(new Input(example, dtype));
    }

    /** What a layer makes of this. */
    public Symbol then(Layer layer) {
        return new Symbol(new Applied(layer, this));
    }

    /** The sum of tensors of one shape: what a residual connection needs. */
    public static Symbol add(Symbol... inputs) {
        return combine("add", AddN::of, inputs);
    }

    /** Tensors side by side, along the last axis of tensors of shape [examples, features]. */
    public static Symbol concat(Symbol... inputs) {
        return combine("concatenate", (scope, all) -> ConcatV2.of(scope, all, 1), inputs);
    }

    /**
     * One tensor made of several.
     *
     * @param name of the scope of its operations
     */
    public static Symbol combine(String name, Combination combination, Symbol... inputs) {
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
            case Input _ -> "input";
            case Applied applied -> applied.layer().name();
            case Combined combined -> combined.name();
        };
    }
}
