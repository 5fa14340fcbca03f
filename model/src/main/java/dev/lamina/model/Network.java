package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Layer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers of a model and how they are connected: a description, from which any number of models can be built. */
public final class Network {
    private final List<Symbol> inputs;
    private final List<Symbol> outputs;
    private final List<Symbol> ordered;

    private Network(List<Symbol> inputs, List<Symbol> outputs, List<Symbol> ordered) {
        this.inputs = inputs;
        this.outputs = outputs;
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
        return functional(List.of(input), List.of(output));
    }

    /**
     * Everything that leads from inputs to outputs. An input has the name that it was given, under which data bring it; an
     * output that of its layer, {@link Symbol#named} another.
     *
     * @throws InvalidArgumentException if there is no output, if one depends on an input that is not among these, if none
     *     depends on one of them, or if one stands there twice
     */
    public static Network functional(List<Symbol> inputs, List<Symbol> outputs) {
        requireDistinct("inputs", inputs);
        requireDistinct("outputs", outputs);
        List<Symbol> ordered = new ArrayList<>(inputs);
        Set<Symbol> seen = new HashSet<>(inputs);
        Set<Symbol> read = new HashSet<>(outputs);
        outputs.forEach(output -> visit(output, ordered, seen, read));
        for (Symbol symbol : ordered) {
            if (symbol.origin() instanceof Symbol.Input && !inputs.contains(symbol)) {
                throw new InvalidArgumentException(
                        "the network's outputs depend on the input " + describe(symbol)
                                + ", which is not among its inputs, "
                                + inputs.stream().map(Network::describe).toList(),
                        "name all: Network.functional(List.of(one, other), List.of(output))");
            }
        }
        for (Symbol input : inputs) {
            if (!(input.origin() instanceof Symbol.Input)) {
                throw new InvalidArgumentException(
                        "the network's input '" + input.name() + "' is what a layer gives",
                        "inputs are made with Symbol.input");
            }
            if (!read.contains(input)) {
                throw new InvalidArgumentException("no output of the network depends on its input " + describe(input));
            }
        }
        return new Network(List.copyOf(inputs), List.copyOf(outputs), List.copyOf(ordered));
    }

    /**
     * The layers with their outputs and numbers of parameters, as {@link Model#summary} has them, without a model: no variable gets a
     * value.
     *
     * @throws InvalidArgumentException if a layer cannot be applied to what it is given
     */
    public String summary() {
        BuiltNetwork built = built();
        return Summary.of(built.rows(), built.variables());
    }

    /** How many numbers the layers' variables hold: what training moves, and the moving averages of batch normalisation. */
    public long parameters() {
        return Summary.parameters(built().variables());
    }

    /** How many of the {@link #parameters} training moves. */
    public long trainedParameters() {
        return Summary.trainedParameters(built().variables());
    }

    private BuiltNetwork built() {
        return new BuiltNetwork(this, Map.of(), Tf.create());
    }

    private static void requireDistinct(String what, List<Symbol> symbols) {
        if (symbols.isEmpty() || new HashSet<>(symbols).size() < symbols.size()) {
            throw new InvalidArgumentException("a network needs one or more " + what + ", each once, but is given "
                    + symbols.stream().map(Symbol::name).toList());
        }
    }

    private static String describe(Symbol symbol) {
        return symbol.origin() instanceof Symbol.Input input
                ? "'" + symbol.name() + "' (" + input.dtype() + input.example() + ")"
                : "'" + symbol.name() + "'";
    }

    /** Adds what a symbol is made of, then itself: without recursion, as networks may be deep. */
    private static void visit(Symbol output, List<Symbol> ordered, Set<Symbol> seen, Set<Symbol> read) {
        Deque<Symbol> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            Symbol symbol = open.getFirst();
            Optional<Symbol> missing = symbol.inputs().stream()
                    .filter(each -> !seen.contains(each))
                    .findFirst();
            if (missing.isPresent()) {
                open.addFirst(missing.get());
            } else {
                open.removeFirst();
                if (seen.add(symbol)) {
                    ordered.add(symbol);
                    read.addAll(symbol.inputs());
                }
            }
        }
    }

    /** The inputs, in the order in which they were given. */
    List<Symbol> inputs() {
        return inputs;
    }

    /** The outputs, in the order in which they were given. */
    List<Symbol> outputs() {
        return outputs;
    }

    /** All symbols, the inputs first, each before what is made of it. */
    List<Symbol> ordered() {
        return ordered;
    }
}
