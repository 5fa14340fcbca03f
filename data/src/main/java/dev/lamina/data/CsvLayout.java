package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * Which columns of a CSV file are the label and the features.
 *
 * @param label the name of the label's column
 * @param classes whether the label is a class, any text, or else a number
 * @param features the names of the features' columns, in the order of the features; empty for all columns
 *     but the label's in the order of the file
 * @param header whether the first line names the columns; or else they are named {@code 0}, {@code 1} and so on
 * @param separator what separates cells
 */
public record CsvLayout(String label, boolean classes, List<String> features, boolean header, char separator) {
    /**
     * Checks the separator.
     *
     * @throws InvalidArgumentException when it is a quote, a line's end, or not ASCII
     */
    public CsvLayout {
        features = List.copyOf(features);
        if (separator == '"' || separator == '\n' || separator == '\r' || separator > 127) {
            throw new InvalidArgumentException(
                    "a CSV separator is an ASCII character, not a quote or a line's end, got " + (int) separator);
        }
    }

    /** A header, commas, all other columns as features, and classes in that column. */
    public static CsvLayout classes(String label) {
        return new CsvLayout(label, true, List.of(), true, ',');
    }

    /** A header, commas, all other columns as features, and numbers to be predicted in that column. */
    public static CsvLayout values(String label) {
        return new CsvLayout(label, false, List.of(), true, ',');
    }

    /** The same with these columns as features, in this order. */
    public CsvLayout withFeatures(String... names) {
        return new CsvLayout(label, classes, List.of(names), header, separator);
    }

    /** The same for a file without a header. */
    public CsvLayout withoutHeader() {
        return new CsvLayout(label, classes, features, false, separator);
    }

    /** The same with another separator, such as a semicolon or a tab. */
    public CsvLayout withSeparator(char character) {
        return new CsvLayout(label, classes, features, header, character);
    }
}
