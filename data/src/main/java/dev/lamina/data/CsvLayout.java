package dev.lamina.data;

import dev.lamina.data.table.CsvFormat;
import dev.lamina.data.table.Label;
import dev.lamina.error.InvalidArgumentException;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a CSV file of numbers are the label and the features. For missing cells, categories, dates and scaling there
 * is {@link dev.lamina.data.table.TableSchema}.
 *
 * @param label what is to be learned; empty for a file of which predictions are wanted
 * @param features the names of the features' columns, in the order of the features; empty for all columns
 *     but the label's in the order of the file
 * @param format how the file is written
 */
public record CsvLayout(Optional<Label> label, List<String> features, CsvFormat format) {
    /** Copies the names. */
    public CsvLayout {
        features = List.copyOf(features);
    }

    /** A header, a separator that is found, all other columns as features, and classes in that column. */
    public static CsvLayout classes(String label) {
        return new CsvLayout(Optional.of(Label.classes(label)), List.of(), CsvFormat.standard());
    }

    /** A header, a separator that is found, all other columns as features, and numbers to be predicted in that column. */
    public static CsvLayout values(String label) {
        return new CsvLayout(Optional.of(Label.values(label)), List.of(), CsvFormat.standard());
    }

    /**
     * The same with these classes, numbered in this order, whichever of them a file has: for a test
     * file the names that the training file gave. Another class in the file is an error.
     *
     * @throws InvalidArgumentException when a name is empty or there twice, or the label is no class
     */
    public CsvLayout withClasses(List<String> names) {
        if (label.isEmpty()) {
            throw new InvalidArgumentException("there is no label that could have the classes " + names);
        }
        var known = new Label(label.get().columns(), label.get().classes(), names);
        return new CsvLayout(Optional.of(known), features, format);
    }

    /** The same with these columns as features, in this order. */
    public CsvLayout withFeatures(String... names) {
        return new CsvLayout(label, List.of(names), format);
    }

    /** The same for a file without the label's column, or with one that is not to be read: to predict it. */
    public CsvLayout withoutLabel() {
        return new CsvLayout(Optional.empty(), features, format);
    }

    /** The same for a file without a header, whose columns are named {@code 0}, {@code 1} and so on. */
    public CsvLayout withoutHeader() {
        return new CsvLayout(label, features, format.withoutHeader());
    }

    /** The same with that separator, such as a semicolon or a tab. */
    public CsvLayout withSeparator(char character) {
        return new CsvLayout(label, features, format.withSeparator(character));
    }
}
