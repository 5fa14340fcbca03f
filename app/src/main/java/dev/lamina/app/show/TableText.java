package dev.lamina.app.show;

import dev.lamina.data.table.ColumnSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** A table for people. */
record TableText(PrintWriter out) {
    private static final int SHOWN = 6;
    private static final int LONGEST = 40;

    void print(TableDescription table) {
        out.println(table.path() + ": " + table.kind());
        out.println();
        int width = table.columns().stream()
                .mapToInt(column -> shown(column.name()).length())
                .reduce("Column".length(), Math::max);
        out.printf("  %-" + width + "s  %-8s  %9s  %s%n", "Column", "Type", "Missing", "Holds");
        for (var column : table.columns()) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + width + "s  %-8s  %,9d  %s%n",
                    shown(column.name()),
                    column.type().name().toLowerCase(Locale.ROOT),
                    column.missing(),
                    holds(column));
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d rows, %,d column%s%n",
                table.rows(),
                table.columns().size(),
                table.columns().size() == 1 ? "" : "s");
    }

    private static String holds(ColumnSummary column) {
        if (column.type() == ColumnSummary.Type.EMPTY) {
            return "nothing";
        }
        if (column.isConstant()) {
            return "always " + shown(column.least());
        }
        if (column.type() == ColumnSummary.Type.TEXT) {
            return texts(column);
        }
        var range = column.least() + " to " + column.greatest();
        return column.mean().isEmpty()
                ? range
                : range
                        + String.format(
                                Locale.ROOT,
                                ", mean %.4g, deviation %.4g",
                                column.mean().getAsDouble(),
                                column.deviation().orElse(0));
    }

    private static String texts(ColumnSummary column) {
        if (column.values().isEmpty()) {
            return ColumnSummary.MANY + " different texts or more, " + shown(column.least()) + " to "
                    + shown(column.greatest());
        }
        var first = column.values().stream().limit(SHOWN).map(TableText::shown).toList();
        return column.distinct() + " different: " + String.join(", ", first)
                + (column.values().size() > SHOWN ? " …" : "");
    }

    /** Text from a file that may be long and hold anything. */
    private static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
