package dev.lamina.benchmarks.runner;

import java.util.Locale;

/** Numbers as the document shows them. */
final class Text {
    private Text() {}

    /** Microseconds with three digits that count. */
    static String micros(double micros) {
        return String.format(Locale.ROOT, micros < 100 ? "%.1f" : "%,.0f", micros);
    }

    static String seconds(double micros) {
        return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    static String loss(double loss) {
        return String.format(Locale.ROOT, "%.5f", loss);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** A cell that cannot break the table. */
    static String cell(String text) {
        String line =
                text.replace("|", "\\|").replace("\n", " ").replace('<', '(').replace('>', ')');
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }
}
