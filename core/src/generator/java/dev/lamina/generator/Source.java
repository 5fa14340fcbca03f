package dev.lamina.generator;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a class, indented. */
final class Source {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Adds a line. */
    void line(String line) {
        text.append(line.isEmpty() ? "" : INDENT.repeat(depth)).append(line).append('\n');
    }

    /** Adds a documentation comment. */
    void doc(String comment) {
        if (comment.lines().count() == 1) {
            line("/** " + comment.strip() + " */");
            return;
        }
        line("/**");
        comment.lines().forEach(line -> line(line.isEmpty() ? " *" : " * " + line));
        line(" */");
    }

    /** Begins a block. */
    void open(String head) {
        line(head + " {");
        depth++;
    }

    /** Ends a block. */
    void close() {
        depth--;
        line("}");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A sum, without what is 0. */
    static String sum(String... terms) {
        return Stream.of(terms).filter(term -> !term.equals("0")).collect(Collectors.joining(" + "));
    }

    /** A product, as short as can be. */
    static String times(int count, String factor) {
        if (count == 0) {
            return "0";
        }
        if (count == 1) {
            return factor;
        }
        return factor.equals("1") ? "" + count : count + " * " + factor;
    }
}
