package dev.lamina.model;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network as a table; where it is not one chain of layers, a column says what each reads. */
final class Summary {
    private Summary() {}

    static String of(List<BuiltNetwork.Row> rows, List<Variable> variables) {
        boolean isChain = isChain(rows);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("layer", "output", "parameters", "reads"));
        for (BuiltNetwork.Row row : rows) {
            lines.add(List.of(
                    row.name() + " (" + row.kind() + ")",
                    row.output().toString(),
                    String.format(Locale.ROOT, "%,d", row.parameters()),
                    String.join(", ", row.reads())));
        }
        int names = width(lines, 0, 0);
        int shapes = width(lines, 1, 0);
        int numbers = width(lines, 2, 12);
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            String text = String.format(
                    Locale.ROOT,
                    "%-" + names + "s  %-" + shapes + "s  %" + numbers + "s",
                    line.get(0),
                    line.get(1),
                    line.get(2));
            table.append((isChain ? text : text + "  " + line.get(3)).stripTrailing())
                    .append(System.lineSeparator());
        }
        long all = parameters(variables);
        long trained = trainedParameters(variables);
        return table.append(String.format(Locale.ROOT, "parameters: %,d, of which %,d are trained%n", all, trained))
                .toString();
    }

    private static boolean isChain(List<BuiltNetwork.Row> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (!rows.get(i).reads().equals(List.of(rows.get(i - 1).name()))
                    || rows.get(i).name().equals(rows.get(i - 1).name())) {
                return false;
            }
        }
        return true;
    }

    /** How many numbers training moves. */
    static long trainedParameters(List<Variable> variables) {
        if (variables.isEmpty()) {
            return 0;
        }
        Graph graph = variables.getFirst().ref().node().graph();
        List<Variable> trainable = graph.trainableVariables();
        return parameters(variables.stream().filter(trainable::contains).toList());
    }

    /** How many numbers variables hold. */
    static long parameters(List<Variable> variables) {
        return variables.stream()
                .mapToLong(variable -> variable.shape().elements())
                .sum();
    }

    private static int width(List<List<String>> lines, int column, int least) {
        return lines.stream().mapToInt(line -> line.get(column).length()).reduce(least, Math::max);
    }
}
