package dev.lamina.op.text.regex;

import java.util.List;

/** The parts of a regular expression. */
sealed interface Expression {
    /** One character of a set. */
    record One(CharacterSet set) implements Expression {}

    /** Parts behind each other; none is the empty text. */
    record Sequence(List<Expression> parts) implements Expression {}

    /** One of several, the first that fits. */
    record Choice(List<Expression> options) implements Expression {}

    /**
     * A part several times.
     *
     * @param max the most, or -1
     * @param isGreedy whether more are tried first
     */
    record Repeated(Expression part, int min, int max, boolean isGreedy) implements Expression {}

    /** A part whose place is remembered, under a number from 1 on. */
    record Group(Expression part, int number) implements Expression {}

    /** A place between characters. */
    enum Place implements Expression {
        /** Where the text begins. */
        BEGIN,
        /** Where it ends. */
        END,
        /** Where a line begins. */
        LINE_BEGIN,
        /** Where a line ends. */
        LINE_END,
        /** Between a letter or digit of ASCII, or an underline, and what is none. */
        WORD_BOUNDARY,
        /** Where there is no such boundary. */
        NO_WORD_BOUNDARY
    }
}
