package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Phase;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network in a graph: its variables, and the part that uses it. The part that learns is added when it is asked for, over
 * the same variables: the two are different operations, so dropout cannot be in what evaluates.
 */
final class BuiltNetwork {
    /** One line of a summary. */
    record Row(String name, String kind, Shape output, long parameters) {}

    private final Network network;
    private final Scope scope;
    private final Output features;
    private final Map<Symbol, BuiltLayer> layers = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Output predictions;
    private final List<Variable> variables;

    BuiltNetwork(Network network, Tf tf) {
        this.network = network;
        scope = tf.scope();
        var input = (Symbol.Input) network.input().origin();
        features = tf.placeholder(input.dtype(), Shape.of(-1).concat(input.example()), "features");
        Map<Symbol, Output> values = new HashMap<>();
        values.put(network.input(), features);
        rows.add(new Row("features", "Input", features.shape(), 0));
        for (Symbol symbol : network.ordered()) {
            if (symbol != network.input()) {
                values.put(symbol, build(symbol, values));
            }
        }
        predictions = value(values, network.output());
        variables = tf.graph().variables();
    }

    private Output build(Symbol symbol, Map<Symbol, Output> values) {
        Graph graph = scope.graph();
        Scope own = scope.nested(symbol.name());
        int before = graph.variables().size();
        if (symbol.origin() instanceof Symbol.Applied applied) {
            layers.put(symbol, applied.layer().build(own, value(values, applied.input())));
        }
        Output output = apply(symbol, own, values, Phase.INFERENCE);
        List<Variable> all = graph.variables();
        long parameters = all.subList(before, all.size()).stream()
                .mapToLong(variable -> variable.shape().elements())
                .sum();
        String name = own.prefix().substring(0, own.prefix().length() - 1);
        String kind = symbol.origin() instanceof Symbol.Applied applied
                ? applied.layer().getClass().getSimpleName()
                : "Combination";
        rows.add(new Row(name, kind, output.shape(), parameters));
        return output;
    }

    private Output apply(Symbol symbol, Scope own, Map<Symbol, Output> values, Phase phase) {
        List<Output> inputs =
                symbol.inputs().stream().map(each -> value(values, each)).toList();
        return symbol.origin() instanceof Symbol.Combined combined
                ? combined.combination().of(own, inputs)
                : Objects.requireNonNull(layers.get(symbol)).apply(own, inputs.getFirst(), phase);
    }

    private static Output value(Map<Symbol, Output> values, Symbol symbol) {
        return Objects.requireNonNull(values.get(symbol));
    }

    /** Adds the part that learns and gives what it predicts. */
    Output training(Scope within) {
        Map<Symbol, Output> values = new HashMap<>();
        values.put(network.input(), features);
        for (Symbol symbol : network.ordered()) {
            if (symbol != network.input()) {
                values.put(symbol, apply(symbol, within.nested(symbol.name()), values, Phase.TRAINING));
            }
        }
        return value(values, network.output());
    }

    /** What to feed. */
    Output features() {
        return features;
    }

    /** What the part that uses the network gives. */
    Output predictions() {
        return predictions;
    }

    /** The variables of the layers. */
    List<Variable> variables() {
        return variables;
    }

    List<Row> rows() {
        return rows;
    }
}
