package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.layer.recurrent.KeptState;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network in a graph: its variables, and the part that uses it. The part that learns is added when it is asked for, over
 * the same variables: the two are different operations, so dropout cannot be in what evaluates.
 */
final class BuiltNetwork {
    /** One line of a summary. */
    record Row(String name, String kind, Shape output, long parameters, List<String> reads) {}

    /** A layer that is applied once or more: its variables were made once. */
    private record Shared(BuiltLayer layer, Scope own, boolean isTrainable, boolean hasVariables) {}

    private final Network network;
    private final Map<String, Boolean> trainable;
    private final Scope scope;
    private final Map<Symbol, Output> placeholders = new LinkedHashMap<>();
    private final Map<Symbol, BuiltLayer> layers = new HashMap<>();
    private final IdentityHashMap<Layer, Shared> shared = new IdentityHashMap<>();
    private final Map<Symbol, String> names = new HashMap<>();
    private final Set<String> layerNames = new LinkedHashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Output> inputs = new LinkedHashMap<>();
    private final Map<String, Output> outputs;
    private final List<Variable> variables;
    private final List<KeptState> states;

    /**
     * Builds the part that uses the network.
     *
     * @param trainable which layers, by name, training is to move or to leave alone, whatever the network says
     */
    BuiltNetwork(Network network, Map<String, Boolean> trainable, Tf tf) {
        this.network = network;
        this.trainable = trainable;
        scope = tf.scope();
        for (Symbol symbol : network.inputs()) {
            var input = (Symbol.Input) symbol.origin();
            Output made = tf.placeholder(input.dtype(), Shape.of(input.batch()).concat(input.example()), symbol.name());
            String name = made.node().name();
            if (input.name() != null && !name.equals(input.name())) {
                throw new InvalidArgumentException("two inputs of the network are called '" + input.name() + "'");
            }
            placeholders.put(symbol, made);
            inputs.put(name, made);
            names.put(symbol, name);
            rows.add(new Row(name, "Input", made.shape(), 0, List.of()));
        }
        Map<Symbol, Output> values = new HashMap<>(placeholders);
        for (Symbol symbol : network.ordered()) {
            if (!placeholders.containsKey(symbol)) {
                values.put(symbol, build(symbol, values));
            }
        }
        outputs = outputs(values);
        states = KeptState.of(tf.graph());
        variables = new ArrayList<>(tf.graph().variables());
        states.forEach(state -> variables.remove(state.variable()));
    }

    private Map<String, Output> outputs(Map<Symbol, Output> values) {
        Map<String, Output> named = new LinkedHashMap<>();
        for (Symbol output : network.outputs()) {
            String name = Objects.requireNonNull(names.get(output));
            if (named.put(name, value(values, output)) != null) {
                throw new InvalidArgumentException(
                        "two outputs of the network are called '" + name + "'", "name them apart: symbol.named(\"…\")");
            }
        }
        return named;
    }

    private Output build(Symbol symbol, Map<Symbol, Output> values) {
        int before = graph().variables().size();
        Layer layer = symbol.origin() instanceof Symbol.Applied applied ? applied.layer() : null;
        Shared known = layer == null ? null : shared.get(plain(layer));
        boolean isAgain = known != null && known.hasVariables();
        Scope own = isAgain ? Objects.requireNonNull(known).own() : scope.nested(symbol.name());
        String name = own.prefix().substring(0, own.prefix().length() - 1);
        if (layer != null) {
            layers.put(
                    symbol,
                    isAgain
                            ? again(Objects.requireNonNull(known), layer, name)
                            : first(layer, own, name, symbol, values));
        }
        Output output = apply(symbol, own, values, Phase.INFERENCE);
        names.put(symbol, name);
        rows.add(new Row(
                name,
                kind(layer, isAgain),
                output.shape(),
                parameters(before),
                symbol.inputs().stream()
                        .map(each -> Objects.requireNonNull(names.get(each)))
                        .toList()));
        return output;
    }

    /** A layer is the same whether it is frozen or not. */
    private static Layer plain(Layer layer) {
        return layer.isTrainable() ? layer : layer.trainable(true);
    }

    private BuiltLayer first(Layer layer, Scope own, String name, Symbol symbol, Map<Symbol, Output> values) {
        boolean isTrainable = trainable.getOrDefault(name, layer.isTrainable());
        int before = graph().variables().size();
        BuiltLayer built = layer.trainable(isTrainable).build(own, values(values, symbol));
        boolean hasVariables = graph().variables().size() > before;
        shared.put(plain(layer), new Shared(built, own, layer.isTrainable(), hasVariables));
        layerNames.add(name);
        return built;
    }

    private static BuiltLayer again(Shared known, Layer layer, String name) {
        if (known.isTrainable() != layer.isTrainable()) {
            throw new InvalidArgumentException("the layer '" + name
                    + "' is frozen in one place and trained in another, but has its variables once");
        }
        return known.layer();
    }

    private String kind(@Nullable Layer layer, boolean isAgain) {
        if (layer == null) {
            return "Combination";
        }
        Layer plain = plain(layer);
        Shared known = Objects.requireNonNull(shared.get(plain));
        String name = known.own().prefix().substring(0, known.own().prefix().length() - 1);
        boolean isTrainable = trainable.getOrDefault(name, layer.isTrainable());
        return plain.getClass().getSimpleName()
                + (known.hasVariables() && !isTrainable ? ", frozen" : "")
                + (isAgain ? ", shared" : "");
    }

    private Output apply(Symbol symbol, Scope own, Map<Symbol, Output> values, Phase phase) {
        int before = graph().variables().size();
        List<Output> given = values(values, symbol);
        Output output = symbol.origin() instanceof Symbol.Combined combined
                ? combined.combination().of(Tf.create(own), given)
                : Objects.requireNonNull(layers.get(symbol)).apply(own, given, phase);
        if (symbol.origin() instanceof Symbol.Applied applied) {
            Mask.pass(applied.layer(), given.getFirst(), output);
        }
        if (graph().variables().size() > before) {
            throw new InvalidArgumentException(
                    "'" + symbol.name()
                            + "' makes variables where it is applied, which would be others for training than for use: "
                            + graph().variables()
                                    .subList(before, graph().variables().size()),
                    "make them once, in the method build of a Layer of your own");
        }
        return output;
    }

    private Graph graph() {
        return scope.graph();
    }

    /** How many numbers the variables hold that were made since there were so many, without states. */
    private long parameters(int before) {
        List<Variable> made = new ArrayList<>(
                graph().variables().subList(before, graph().variables().size()));
        KeptState.of(graph()).forEach(state -> made.remove(state.variable()));
        return made.stream().mapToLong(variable -> variable.shape().elements()).sum();
    }

    /** What a symbol is made of. */
    private static List<Output> values(Map<Symbol, Output> values, Symbol symbol) {
        return symbol.inputs().stream().map(each -> value(values, each)).toList();
    }

    private static Output value(Map<Symbol, Output> values, Symbol symbol) {
        return Objects.requireNonNull(values.get(symbol));
    }

    /** Adds the part that learns and gives what it predicts, by the outputs' names. */
    Map<String, Output> training(Scope within) {
        Map<Symbol, Output> values = new HashMap<>(placeholders);
        for (Symbol symbol : network.ordered()) {
            if (!placeholders.containsKey(symbol)) {
                values.put(symbol, apply(symbol, within.nested(symbol.name()), values, Phase.TRAINING));
            }
        }
        return outputs(values);
    }

    /** What to feed, by name. */
    Map<String, Output> inputs() {
        return inputs;
    }

    /** What the part that uses the network gives, by name. */
    Map<String, Output> outputs() {
        return outputs;
    }

    /** The variables of the layers: what they learn, and what they gather on the way. */
    List<Variable> variables() {
        return variables;
    }

    /** What stateful layers carry from batch to batch. */
    List<KeptState> states() {
        return states;
    }

    /** The names of the layers. */
    Set<String> layerNames() {
        return layerNames;
    }

    List<Row> rows() {
        return rows;
    }
}
