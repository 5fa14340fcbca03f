package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a table's columns are, and what becomes of them: features, in the order of the columns here, and a label. Columns that
 * are not named are not read. Immutable.
 *
 * @param columns those that become features, one or more
 * @param label what is to be learned, if anything
 */
public record TableSchema(List<Column> columns, Optional<Label> label) {
    /**
     * Checks the columns.
     *
     * @throws InvalidArgumentException when there is none, or one of them is there twice or the label too
     */
    public TableSchema {
        columns = List.copyOf(columns);
        var names = new HashSet<>(label.map(Label::columns).orElse(List.of()));
        for (var column : columns) {
            if (!names.add(column.name())) {
                throw new InvalidArgumentException("column " + Cells.quoted(column.name())
                        + " is there twice: a column is one feature's or the label's");
            }
        }
        if (columns.isEmpty()) {
            throw new InvalidArgumentException("there is no column to make features of");
        }
    }

    /** These columns as features, and no label. */
    public static TableSchema of(Column... columns) {
        return new TableSchema(List.of(columns), Optional.empty());
    }

    /** The same with that label. */
    public TableSchema withLabel(Label wanted) {
        return new TableSchema(columns, Optional.of(wanted));
    }

    /**
     * Finds, in the training rows and them alone, what it takes to make numbers of any rows: means, ranges, categories,
     * classes.
     *
     * @throws InvalidArgumentException when there are no rows, a column is not there, or has no cell that is not missing
     * @throws dev.lamina.error.DataLossException when a cell is not what its column holds, or is missing where nothing
     *     stands for it: the message says file, line and column
     */
    public TableEncoding fit(Table training) {
        return new TableFitting(this, training).run();
    }
}
