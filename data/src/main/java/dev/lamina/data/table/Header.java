package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;

/**
 * Where a table comes from and how its columns are called.
 *
 * @param source what messages name, such as {@code CSV file homes.csv}
 * @param unit what a row is counted as in messages: {@code line} or {@code row}
 * @param columns the columns' names in the order of the table
 */
public record Header(String source, String unit, List<String> columns) {
    /** Copies the names. */
    public Header {
        columns = List.copyOf(columns);
    }

    /**
     * The place of a column, from 0.
     *
     * @throws InvalidArgumentException when there is no column of that name, or several
     */
    public int position(String column) {
        int position = columns.indexOf(column);
        if (position < 0 || position != columns.lastIndexOf(column)) {
            throw new InvalidArgumentException(source + " has " + (position < 0 ? "no column " : "several columns ")
                    + Cells.quoted(column) + ", but " + Cells.list(columns));
        }
        return position;
    }
}
