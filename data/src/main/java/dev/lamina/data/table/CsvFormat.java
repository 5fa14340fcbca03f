package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a CSV file is written. Quotes and line ends are as in RFC 4180, the encoding is UTF-8, with or without a
 * byte order mark.
 *
 * @param separator the character that separates cells; empty to find it in the file
 * @param header whether the first line names the columns; or else they are named {@code 0}, {@code 1} and so on
 * @param missing what a cell holds, without spaces around it, that is missing
 */
public record CsvFormat(OptionalInt separator, boolean header, List<String> missing) {
    /** What cells that are missing hold in most files: nothing, or one of these. */
    public static final List<String> MISSING = List.of("", "?", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL");

    /**
     * Checks the separator.
     *
     * @throws InvalidArgumentException when it is a quote, a line's end, or not ASCII
     */
    public CsvFormat {
        missing = List.copyOf(missing);
        int character = separator.orElse(',');
        if (character == '"' || character == '\n' || character == '\r' || character > 127 || character < 1) {
            throw new InvalidArgumentException(
                    "a CSV separator is an ASCII character, not a quote or a line's end, got " + character);
        }
    }

    /** A header, a separator that is found in the file, and {@link #MISSING}. */
    public static CsvFormat standard() {
        return new CsvFormat(OptionalInt.empty(), true, MISSING);
    }

    /** The same with that separator, such as a semicolon or a tab. */
    public CsvFormat withSeparator(char character) {
        return new CsvFormat(OptionalInt.of(character), header, missing);
    }

    /** The same for a file without a header. */
    public CsvFormat withoutHeader() {
        return new CsvFormat(separator, false, missing);
    }

    /** The same with these texts for missing cells, and no others: {@code withMissing("")} where NA is Namibia. */
    public CsvFormat withMissing(String... texts) {
        return new CsvFormat(separator, header, List.of(texts));
    }
}
