package dev.lamina.data.table;

import dev.lamina.error.DataLossException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One row of a table: the texts of its cells, without spaces around them. Immutable. */
public final class Row {
    private final Header header;
    private final long number;
    private final List<@Nullable String> cells;

    /**
     * A row with these cells.
     *
     * @param header of its table
     * @param number its line's or its own number, from 1, for messages
     * @param cells as many as there are columns, null where one is missing
     */
    public Row(Header header, long number, List<@Nullable String> cells) {
        this.header = header;
        this.number = number;
        this.cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /**
     * The text of a cell, or null where it is missing.
     *
     * @param column the column's place, from 0
     */
    public @Nullable String text(int column) {
        return cells.get(column);
    }

    /**
     * The text of a cell, or null where it is missing.
     *
     * @throws dev.lamina.error.InvalidArgumentException when there is no column of that name, or several
     */
    public @Nullable String text(String column) {
        return text(header.position(column));
    }

    /** All cells as one text, which tells any two rows of different cells apart: such as for a group. */
    public String content() {
        return cells.stream()
                .map(cell -> cell == null ? "-" : cell.length() + ":" + cell)
                .collect(Collectors.joining(","));
    }

    /** An error that names table, row and column: that something else was expected in a cell. */
    public DataLossException unexpected(int column, String expected) {
        return unexpected(column, expected, null);
    }

    /** As {@link #unexpected(int, String)}, with what to do about it. */
    DataLossException unexpected(int column, String expected, @Nullable String hint) {
        var cell = cells.get(column);
        return new DataLossException(
                place(column) + ": expected " + expected
                        + (cell == null ? ", but the cell is missing" : ", found " + Cells.quoted(cell)),
                hint);
    }

    /** An error that names table, row and column: that a cell is missing, and what to do about it. */
    DataLossException missing(int column, String hint) {
        return new DataLossException(place(column) + ": the cell is missing", hint);
    }

    private String place(int column) {
        return header.source() + ", " + header.unit() + " " + number + ", column " + (column + 1) + " "
                + Cells.quoted(header.columns().get(column));
    }

    /** The cells. */
    @Override
    public String toString() {
        return cells.toString();
    }
}
