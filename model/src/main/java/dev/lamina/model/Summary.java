package dev.lamina.model;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Locale;

/** A network as a table. */
final class Summary {
    private Summary() {}

    static String of(List<BuiltNetwork.Row> rows, List<Variable> variables) {
        int names = width("layer", rows.stream().map(Summary::name).toList());
        int shapes =
                width("output", rows.stream().map(row -> shape(row.output())).toList());
        String format = "%-" + names + "s  %-" + shapes + "s  %,12d%n";
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%-" + names + "s  %-" + shapes + "s  %12s%n", "layer", "output", "parameters"));
        for (BuiltNetwork.Row row : rows) {
            table.append(String.format(Locale.ROOT, format, name(row), shape(row.output()), row.parameters()));
        }
        long all = count(variables);
        long trained = variables.isEmpty() ? 0 : count(trainable(variables));
        return table.append(String.format(Locale.ROOT, "parameters: %,d, of which %,d are trained%n", all, trained))
                .toString();
    }

    private static List<Variable> trainable(List<Variable> variables) {
        Graph graph = variables.getFirst().ref().node().graph();
        List<Variable> trainable = graph.trainableVariables();
        return variables.stream().filter(trainable::contains).toList();
    }

    private static long count(List<Variable> variables) {
        return variables.stream()
                .mapToLong(variable -> variable.shape().elements())
                .sum();
    }

    private static int width(String head, List<String> cells) {
        return Math.max(
                head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String name(BuiltNetwork.Row row) {
        return row.name() + " (" + row.kind() + ")";
    }

    private static String shape(Shape shape) {
        return shape.toString();
    }
}
