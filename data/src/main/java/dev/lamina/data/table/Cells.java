package dev.lamina.data.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is written in cells. */
final class Cells {
    private static final int SHOWN = 40;

    /** A decimal comma, or commas between thousands. */
    private static final Pattern COMMA = Pattern.compile("[-+]?\\d[\\d.]*+(?:,[\\d.]+)+");

    private Cells() {}

    /** What a number must be that {@code text} is not, or null when it is a finite decimal number. */
    static @Nullable String fault(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return "a number";
        }
        if (isJavas(text)) {
            return "a decimal number";
        }
        return Double.isFinite(number) ? null : "a finite number";
    }

    /**
     * A cell's number, which must be there.
     *
     * @param exact whether it is the nearest float32, or else the nearest float64
     */
    static double number(Row row, int position, boolean exact) {
        var text = row.text(position);
        if (text == null) {
            throw row.unexpected(position, "a number");
        }
        double number;
        try {
            number = exact ? Float.parseFloat(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw row.unexpected(
                    position,
                    "a number",
                    COMMA.matcher(text).matches()
                            ? "numbers are written as 1234.5: a point before the decimals, nothing between thousands"
                            : "a TableSchema reads text as Column.category(name) and dates as Column.date(name); a column"
                                    + " that is not named is not read");
        }
        if (isJavas(text)) {
            throw row.unexpected(position, "a decimal number");
        }
        if (!Double.isFinite(number)) {
            throw row.unexpected(position, exact ? "a finite float32 number" : "a finite number");
        }
        return number;
    }

    /** A cell's text, which must be there: UTF-8, or else the decoder has put its mark into it. */
    static String text(Row row, int position, String expected) {
        var text = row.text(position);
        if (text == null || text.isEmpty() || text.indexOf('\ufffd') >= 0) {
            throw row.unexpected(position, text == null || text.isEmpty() ? expected : "text in UTF-8");
        }
        return text;
    }

    /** Java reads hexadecimal numbers and suffixes, 0x1p3 and 1f, too; no table means these. */
    private static boolean isJavas(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("xXfFdD".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Text from a file that may be long and hold anything, for a message. */
    static String quoted(String text) {
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    /** Such texts, of many the first. */
    static String list(List<String> texts) {
        return texts.stream().limit(SHOWN).map(Cells::quoted).collect(Collectors.joining(", ", "[", ""))
                + (texts.size() > SHOWN ? " and more]" : "]");
    }
}
