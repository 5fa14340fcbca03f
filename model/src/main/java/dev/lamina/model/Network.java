package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Layer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The layers of a model and how they are connected: a description, from which any number of models can be built. */
public final class Network {
    private final Symbol input;
    private final Symbol output;
    private final List<Symbol> ordered;

    private Network(Symbol input, Symbol output, List<Symbol> ordered) {
        this.input = input;
        this.output = output;
        this.ordered = ordered;
    }

    /**
     * One layer after another.
     *
     * @param example the shape of one example's features, float32
     */
    public static Network sequential(Shape example, Layer... layers) {
        Symbol input = Symbol.input(example, DType.FLOAT32);
        Symbol output = input;
        for (Layer layer : layers) {
            output = output.then(layer);
        }
        return functional(input, output);
    }

    /**
     * Everything that leads from an input to an output.
     *
     * @throws InvalidArgumentException if the output depends on another input, or not on this one
     */
    public static Network functional(Symbol input, Symbol output) {
        List<Symbol> ordered = new ArrayList<>();
        visit(output, ordered, new HashSet<>());
        List<Symbol> inputs = ordered.stream()
                .filter(symbol -> symbol.origin() instanceof Symbol.Input)
                .toList();
        if (!inputs.equals(List.of(input))) {
            throw new InvalidArgumentException(
                    "the output of a network must depend on its input and on no other, but depends on " + inputs.size()
                            + " inputs" + (inputs.contains(input) ? "" : ", none of them the network's"));
        }
        return new Network(input, output, List.copyOf(ordered));
    }

    private static void visit(Symbol symbol, List<Symbol> ordered, Set<Symbol> seen) {
        if (seen.add(symbol)) {
            symbol.inputs().forEach(each -> visit(each, ordered, seen));
            ordered.add(symbol);
        }
    }

    Symbol input() {
        return input;
    }

    Symbol output() {
        return output;
    }

    /** All symbols, inputs before what is made of them. */
    List<Symbol> ordered() {
        return ordered;
    }
}
