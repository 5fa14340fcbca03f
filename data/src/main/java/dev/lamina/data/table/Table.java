package dev.lamina.data.table;

import dev.lamina.data.split.Fold;
import dev.lamina.data.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of cells with named columns. Rows are read as they are asked for, by several threads at once if need be.
 *
 * <p>A part of a table reads the table it is a part of, and must be done with before that is closed.
 */
public interface Table extends AutoCloseable {
    /** Where it comes from and how its columns are called. */
    Header header();

    /** The number of rows. */
    int size();

    /**
     * A row, the same each time.
     *
     * @param index the row's number, from 0 to below {@link #size()}
     * @throws dev.lamina.error.DataLossException when it cannot be read
     */
    Row row(int index);

    /**
     * All rows in order, which may be faster than each by its number.
     *
     * @throws dev.lamina.error.DataLossException when one cannot be read
     */
    default void forEach(Consumer<? super Row> action) {
        for (int i = 0; i < size(); i++) {
            action.accept(row(i));
        }
    }

    /**
     * Some of the rows.
     *
     * @param indexes the rows' numbers, ascending
     * @throws dev.lamina.error.InvalidArgumentException when they are not ascending numbers of rows
     */
    default Table rows(int... indexes) {
        return new TablePart(this, indexes);
    }

    /**
     * Divides the rows: into parts for training, validation and test, say.
     *
     * @param split how
     * @param fractions of each part, above 0, in all 1
     * @throws dev.lamina.error.InvalidArgumentException when the fractions are not that, or a part would be empty
     */
    default List<Table> split(Split<Row> split, double... fractions) {
        var tables = new ArrayList<Table>();
        for (int[] part : split.parts(size(), this::forEach, fractions)) {
            tables.add(rows(part));
        }
        return List.copyOf(tables);
    }

    /**
     * The rounds of cross-validation: in each, another of k parts is for validation and all else for training.
     *
     * @param split how the rows are divided
     * @param folds 2 or more
     * @throws dev.lamina.error.InvalidArgumentException when there are fewer folds, or one would be empty
     */
    default List<Fold<Table>> folds(Split<Row> split, int folds) {
        var rounds = new ArrayList<Fold<Table>>();
        for (int[] part : split.parts(size(), this::forEach, Split.equal(folds))) {
            rounds.add(new Fold<>(rows(Split.others(size(), part)), rows(part)));
        }
        return List.copyOf(rounds);
    }

    /** Closes what the rows are read from. */
    @Override
    void close();
}
