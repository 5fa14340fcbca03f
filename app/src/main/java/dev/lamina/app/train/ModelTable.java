package dev.lamina.app.train;

import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network as a table: a row a layer, and the sum of the parameters. */
final class ModelTable {
    private static final List<String> HEAD = List.of("Layer", "Output shape", "Parameters");

    private ModelTable() {}

    /** The table's lines. */
    static List<String> lines(List<Layer> layers) {
        long total = layers.stream().mapToLong(Layer::parameters).sum();
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Layer layer : layers) {
            rows.add(List.of(
                    layer.name(),
                    Shape.of(-1).concat(layer.outputs()).toString().replace(",", ", "),
                    number(layer.parameters())));
        }
        rows.add(List.of("Total", "", number(total)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s";
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(String.format(format, row.toArray()));
        }
        String rule = "-".repeat(lines.getFirst().length());
        lines.add(lines.size() - 1, rule);
        lines.add(1, rule);
        return lines;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
