package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.function.Consumer;

/** Some of the rows of a table. */
final class TablePart implements Table {
    private final Table whole;
    private final int[] indexes;

    TablePart(Table whole, int[] indexes) {
        this.whole = whole;
        this.indexes = indexes.clone();
        for (int i = 0; i < indexes.length; i++) {
            if (indexes[i] >= whole.size() || indexes[i] < (i == 0 ? 0 : indexes[i - 1] + 1)) {
                throw new InvalidArgumentException("rows: expected ascending numbers from 0 to " + (whole.size() - 1)
                        + ", got " + indexes[i] + " at place " + i);
            }
        }
    }

    @Override
    public Header header() {
        return whole.header();
    }

    @Override
    public int size() {
        return indexes.length;
    }

    @Override
    public Row row(int index) {
        return whole.row(indexes[index]);
    }

    /** Goes through the whole table, which is read faster in its order. */
    @Override
    public void forEach(Consumer<? super Row> action) {
        var passed = new int[2];
        whole.forEach(row -> {
            if (passed[1] < indexes.length && indexes[passed[1]] == passed[0]) {
                passed[1]++;
                action.accept(row);
            }
            passed[0]++;
        });
    }

    /** Nothing: the table that it is a part of is another's to close. */
    @Override
    public void close() {}

    /** The table and the number of rows. */
    @Override
    public String toString() {
        return indexes.length + " rows of " + whole;
    }
}
