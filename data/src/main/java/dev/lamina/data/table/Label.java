package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * What is to be learned of a row.
 *
 * @param columns the label's columns: one of classes, or one or more of numbers
 * @param classes whether it is a class, any text, which becomes its number: int32; or else numbers, float32 [columns]
 * @param names the classes' names by their number; empty for those of the training rows
 */
public record Label(List<String> columns, boolean classes, List<String> names) {
    /**
     * Checks columns and names.
     *
     * @throws InvalidArgumentException when there is no column, there are several of classes, numbers have classes'
     *     names, or a name is empty or there twice
     */
    public Label {
        columns = List.copyOf(columns);
        names = Vocabulary.of(names).names();
        if (columns.isEmpty() || (classes && columns.size() > 1)) {
            throw new InvalidArgumentException(
                    "a label is one column of classes, or one or more of numbers, got " + Cells.list(columns));
        }
        if (!classes && !names.isEmpty()) {
            throw new InvalidArgumentException("column " + Cells.quoted(columns.getFirst())
                    + " holds numbers, not the classes " + Cells.list(names));
        }
    }

    /**
     * A column of classes.
     *
     * @param names the classes' names by their number, whichever of them the rows have; none for those of the training
     *     rows, in the order of numbers when all are, or else of their characters
     */
    public static Label classes(String column, String... names) {
        return new Label(List.of(column), true, List.of(names));
    }

    /** Columns of numbers, float32 [columns]. */
    public static Label values(String... columns) {
        return new Label(List.of(columns), false, List.of());
    }
}
