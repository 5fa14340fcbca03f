package dev.lamina.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A number beside the published one.
 *
 * @param name what it is of
 * @param published as it was published; empty if no number was
 * @param measured as it came out here
 */
record Figure(String name, String published, String measured) {
    /** A number without a published one. */
    static Figure of(String name, String measured) {
        return new Figure(name, "", measured);
    }

    /** A share from 0 to 1 in percent, with two decimals. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** The figures as CSV with a head; names have no comma. */
    static String csv(List<Figure> figures) {
        StringBuilder text = new StringBuilder("figure,published,measured\n");
        figures.forEach(each -> text.append(each.name.replace(',', ';'))
                .append(',')
                .append(each.published)
                .append(',')
                .append(each.measured)
                .append('\n'));
        return text.toString();
    }

    /** The figures as a table's lines. */
    static List<String> table(List<Figure> figures) {
        int width = Math.max(
                6, figures.stream().mapToInt(each -> each.name.length()).max().orElse(0));
        String format = "%-" + width + "s  %12s  %12s";
        var lines = new ArrayList<String>();
        lines.add(String.format(format, "", "published", "measured"));
        figures.forEach(each -> lines.add(
                String.format(format, each.name, each.published.isEmpty() ? "-" : each.published, each.measured)));
        return lines;
    }
}
