package dev.lamina.op.text.regex;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.text.regex.Expression.Choice;
import dev.lamina.op.text.regex.Expression.Group;
import dev.lamina.op.text.regex.Expression.One;
import dev.lamina.op.text.regex.Expression.Place;
import dev.lamina.op.text.regex.Expression.Repeated;
import dev.lamina.op.text.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads regular expressions in RE2's language. */
final class RegexParser {
    private static final int DEEPEST = 500;
    private static final int MOST_REPEATS = 1000;

    private final int[] text;
    private int at;
    private int groups;
    private int depth;
    private boolean ignoresCase;
    private boolean isMultiline;
    private boolean dotIsAll;
    private boolean isSwapped;

    RegexParser(String pattern) {
        text = pattern.codePoints().toArray();
    }

    /** How many groups there are. */
    int groups() {
        return groups;
    }

    /** The whole expression. */
    Expression parse() {
        Expression all = choice();
        if (at < text.length) {
            throw error("unexpected ): " + rest());
        }
        return all;
    }

    private static InvalidArgumentException error(String problem) {
        return new InvalidArgumentException(problem);
    }

    private String rest() {
        return new String(text, at, text.length - at);
    }

    private boolean next(String wanted) {
        if (!rest(wanted.length()).equals(wanted)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    private String rest(int length) {
        return new String(text, at, Math.min(length, text.length - at));
    }

    private Expression choice() {
        if (++depth > DEEPEST) {
            throw error("expression nests too deeply");
        }
        List<Expression> options = new ArrayList<>(List.of(sequence()));
        while (next("|")) {
            options.add(sequence());
        }
        depth--;
        return options.size() == 1 ? options.getFirst() : new Choice(options);
    }

    private Expression sequence() {
        List<Expression> parts = new ArrayList<>();
        while (at < text.length && text[at] != '|' && text[at] != ')') {
            if (next("\\Q")) {
                while (at < text.length && !next("\\E")) {
                    parts.add(repeated(character(text[at++])));
                }
            } else if (!isFlags()) {
                parts.add(repeated(atom()));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Expression repeated(Expression part) {
        int begin = at;
        int min;
        int max;
        if (next("*")) {
            min = 0;
            max = -1;
        } else if (next("+")) {
            min = 1;
            max = -1;
        } else if (next("?")) {
            min = 0;
            max = 1;
        } else {
            int[] bounds = bounds();
            if (bounds == null) {
                return part;
            }
            min = bounds[0];
            max = bounds[1];
        }
        boolean isGreedy = next("?") == isSwapped;
        int end = at;
        if (at < text.length && ("*+?".indexOf(text[at]) >= 0 || bounds() != null)) {
            throw error("bad repetition operator: " + new String(text, begin, Math.max(at, end + 1) - begin));
        }
        return new Repeated(part, min, max, isGreedy);
    }

    /** What stands in braces, or {@code null} if they are but characters. */
    private int @Nullable [] bounds() {
        int begin = at;
        if (!next("{")) {
            return null;
        }
        int min = number();
        int max = next(",") ? number() : min;
        boolean isOpen = at > begin + 1 && text[at - 1] == ',';
        if (min < 0 || (max < 0 && !isOpen) || !next("}")) {
            at = begin;
            return null;
        }
        if (min > MOST_REPEATS || max > MOST_REPEATS || (max >= 0 && max < min)) {
            throw error("invalid repetition size: " + new String(text, begin, at - begin));
        }
        return new int[] {min, max};
    }

    /** A number, or -1 if there is none. */
    private int number() {
        int value = -1;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            value = Math.min(Math.max(value, 0) * 10 + text[at++] - '0', MOST_REPEATS + 1);
        }
        return value;
    }

    private Expression atom() {
        int c = text[at];
        if (c == '*' || c == '+' || c == '?') {
            throw error("no argument for repetition operator: " + (char) c);
        }
        at++;
        return switch (c) {
            case '.' ->
                new One(
                        dotIsAll
                                ? CharacterSet.of(x -> true)
                                : CharacterSet.of('\n').negated());
            case '^' -> isMultiline ? Place.LINE_BEGIN : Place.BEGIN;
            case '$' -> isMultiline ? Place.LINE_END : Place.END;
            case '(' -> group();
            case '[' -> new One(bracketed());
            case '\\' -> escaped();
            default -> character(c);
        };
    }

    private Expression character(int c) {
        return new One(cased(CharacterSet.of(c)));
    }

    private CharacterSet cased(CharacterSet set) {
        return ignoresCase ? set.ignoringCase() : set;
    }

    private Expression group() {
        boolean[] flags = flags();
        int number = 0;
        if (next("?P<") || (text.length > at + 2 && !"=!".contains(rest(3).substring(2)) && next("?<"))) {
            int begin = at;
            while (at < text.length && CharacterSet.isWord(text[at])) {
                at++;
            }
            if (at == begin || !next(">")) {
                throw error("invalid named capture group: " + rest());
            }
            number = ++groups;
        } else if (next("?")) {
            readFlags();
            if (!next(":")) {
                throw error("invalid perl operator: (?" + rest(2));
            }
        } else {
            number = ++groups;
        }
        Expression part = choice();
        if (!next(")")) {
            throw error("missing ): " + new String(text, 0, text.length));
        }
        setFlags(flags);
        return number == 0 ? part : new Group(part, number);
    }

    private boolean[] flags() {
        return new boolean[] {ignoresCase, isMultiline, dotIsAll, isSwapped};
    }

    private void setFlags(boolean[] flags) {
        ignoresCase = flags[0];
        isMultiline = flags[1];
        dotIsAll = flags[2];
        isSwapped = flags[3];
    }

    /** Takes {@code (?i)}, which holds for the rest of the group. */
    private boolean isFlags() {
        int begin = at;
        boolean[] flags = flags();
        if (next("(?") && readFlags() && next(")")) {
            return true;
        }
        at = begin;
        setFlags(flags);
        return false;
    }

    /** Takes flags; true if there were any. */
    private boolean readFlags() {
        int begin = at;
        boolean on = true;
        for (; at < text.length && "imsU-".indexOf(text[at]) >= 0; at++) {
            switch (text[at]) {
                case 'i' -> ignoresCase = on;
                case 'm' -> isMultiline = on;
                case 's' -> dotIsAll = on;
                case 'U' -> isSwapped = on;
                default -> on = false;
            }
        }
        return at > begin;
    }

    private Expression escaped() {
        if (at >= text.length) {
            throw error("trailing \\");
        }
        Place place = switch (text[at]) {
            case 'A' -> Place.BEGIN;
            case 'z' -> Place.END;
            case 'b' -> Place.WORD_BOUNDARY;
            case 'B' -> Place.NO_WORD_BOUNDARY;
            default -> null;
        };
        if (place != null) {
            at++;
            return place;
        }
        CharacterSet set = escapedSet();
        return new One(set == null ? cased(CharacterSet.of(escapedCharacter())) : set);
    }

    /** The set of {@code \d}, {@code \pL} and their kin, or {@code null} if there is none. */
    private @Nullable CharacterSet escapedSet() {
        int c = text[at];
        if (c != 'p' && c != 'P') {
            CharacterSet perl = CharacterSet.ofPerl(c);
            at += perl == null ? 0 : 1;
            return perl;
        }
        at++;
        int end = at + 1;
        if (at < text.length && text[at] == '{') {
            while (end < text.length && text[end - 1] != '}') {
                end++;
            }
        }
        String name = new String(text, at, Math.min(end, text.length) - at).replaceAll("[{}]", "");
        at = Math.min(end, text.length);
        CharacterSet set = CharacterSet.ofUnicode(name.startsWith("^") ? name.substring(1) : name);
        if (set == null || name.isEmpty()) {
            throw error("invalid character class range: \\" + (char) c + "{" + name + "}");
        }
        return (c == 'P') != name.startsWith("^") ? set.negated() : set;
    }

    private int escapedCharacter() {
        int c = text[at++];
        return switch (c) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'x' -> hexadecimal();
            case '0' -> octal();
            default -> {
                if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
                    throw error("invalid escape sequence: \\" + (char) c);
                }
                yield c;
            }
        };
    }

    private int octal() {
        int value = 0;
        for (int i = 0; i < 2 && at < text.length && text[at] >= '0' && text[at] <= '7'; i++) {
            value = value * 8 + text[at++] - '0';
        }
        return value;
    }

    private int hexadecimal() {
        boolean isBraced = next("{");
        int value = 0;
        int digits = 0;
        while (at < text.length && Character.digit(text[at], 16) >= 0 && (isBraced || digits < 2)) {
            value = Math.min(value * 16 + Character.digit(text[at++], 16), Character.MAX_CODE_POINT + 1);
            digits++;
        }
        boolean isWhole = isBraced ? digits > 0 && next("}") : digits == 2;
        if (!isWhole || value > Character.MAX_CODE_POINT) {
            throw error("invalid escape sequence: \\x");
        }
        return value;
    }

    private CharacterSet bracketed() {
        CharacterSet set = new CharacterSet();
        boolean isNegated = next("^");
        for (boolean isFirst = true; isFirst || (at < text.length && text[at] != ']'); isFirst = false) {
            if (at >= text.length) {
                break;
            }
            if (rest(2).equals("[:")) {
                set.add(posix());
                continue;
            }
            CharacterSet escaped = null;
            if (text[at] == '\\' && at + 1 < text.length) {
                at++;
                escaped = escapedSet();
                at -= escaped == null ? 1 : 0;
            }
            if (escaped == null) {
                range(set);
            } else {
                set.add(escaped);
            }
        }
        if (!next("]")) {
            throw error("missing ]: " + new String(text, 0, text.length));
        }
        cased(set);
        return isNegated ? set.negated() : set;
    }

    private void range(CharacterSet set) {
        int from = bracketedCharacter();
        int to = from;
        if (rest(1).equals("-") && at + 1 < text.length && text[at + 1] != ']') {
            at++;
            to = bracketedCharacter();
        }
        if (to < from) {
            throw error("invalid character class range: " + new String(Character.toChars(from)) + "-"
                    + new String(Character.toChars(to)));
        }
        set.add(from, to);
    }

    private int bracketedCharacter() {
        int c = text[at++];
        if (c != '\\') {
            return c;
        }
        if (at >= text.length) {
            throw error("trailing \\");
        }
        return escapedCharacter();
    }

    private CharacterSet posix() {
        int begin = at;
        at += 2;
        boolean isNegated = next("^");
        StringBuilder name = new StringBuilder();
        while (at < text.length && text[at] != ':') {
            name.appendCodePoint(text[at++]);
        }
        CharacterSet set = CharacterSet.ofPosix(name.toString());
        if (set == null || !next(":]")) {
            throw error("invalid character class range: " + new String(text, begin, at - begin));
        }
        return isNegated ? set.negated() : set;
    }
}
