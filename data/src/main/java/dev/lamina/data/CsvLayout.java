package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * Which columns of a CSV file are the label and the features.
 *
 * @param label the name of the label's column
 * @param classes whether the label is a class, any text, or else a number
 * @param classNames the classes' names by their number; empty for those that are found in the file
 * @param features the names of the features' columns, in the order of the features; empty for all columns
 *     but the label's in the order of the file
 * @param header whether the first line names the columns; or else they are named {@code 0}, {@code 1} and so on
 * @param separator what separates cells
 */
public record CsvLayout(
        String label, boolean classes, List<String> classNames, List<String> features, boolean header, char separator) {
    /**
     * Checks separator and classes.
     *
     * @throws InvalidArgumentException when the separator is a quote, a line's end, or not ASCII; when a
     *     class's name is empty or there twice, or the label is no class but has such names
     */
    public CsvLayout {
        features = List.copyOf(features);
        classNames = new ClassNumbers(classNames).names();
        if (!classes && !classNames.isEmpty()) {
            throw new InvalidArgumentException("column \"" + label + "\" holds numbers, not the classes " + classNames);
        }
        if (separator == '"' || separator == '\n' || separator == '\r' || separator > 127) {
            throw new InvalidArgumentException(
                    "a CSV separator is an ASCII character, not a quote or a line's end, got " + (int) separator);
        }
    }

    /** A header, commas, all other columns as features, and classes in that column. */
    public static CsvLayout classes(String label) {
        return new CsvLayout(label, true, List.of(), List.of(), true, ',');
    }

    /** A header, commas, all other columns as features, and numbers to be predicted in that column. */
    public static CsvLayout values(String label) {
        return new CsvLayout(label, false, List.of(), List.of(), true, ',');
    }

    /**
     * The same with these classes, numbered in this order, whichever of them a file has: for a test
     * file the names that the training file gave. Another class in the file is an error.
     */
    public CsvLayout withClasses(List<String> names) {
        return new CsvLayout(label, classes, names, features, header, separator);
    }

    /** The same with these columns as features, in this order. */
    public CsvLayout withFeatures(String... names) {
        return new CsvLayout(label, classes, classNames, List.of(names), header, separator);
    }

    /** The same for a file without a header. */
    public CsvLayout withoutHeader() {
        return new CsvLayout(label, classes, classNames, features, false, separator);
    }

    /** The same with another separator, such as a semicolon or a tab. */
    public CsvLayout withSeparator(char character) {
        return new CsvLayout(label, classes, classNames, features, header, character);
    }
}
