package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How numbers are made of a table's rows: a schema with what was found in the training rows. It holds for any rows that
 * have its columns, whatever others they have and in whatever order. Immutable.
 *
 * <p>{@link #toText} is saved with a model, so that the model is later given the same numbers for the same cells.
 */
public final class TableEncoding {
    private final List<FittedColumn> columns;
    private final Optional<Label> label;
    private final List<String> notes;

    private TableEncoding(List<FittedColumn> columns, Optional<Label> label, List<String> notes) {
        this.columns = List.copyOf(columns);
        this.label = label;
        this.notes = List.copyOf(notes);
    }

    static TableEncoding of(List<FittedColumn> columns, Optional<Label> label) {
        // The schema checks that columns and label go together.
        var schema = new TableSchema(columns.stream().map(FittedColumn::column).toList(), label);
        return new TableEncoding(columns, schema.label(), List.of());
    }

    TableEncoding withNotes(List<String> remarks) {
        return new TableEncoding(columns, label, remarks);
    }

    List<FittedColumn> fitted() {
        return columns;
    }

    /** The names of the float32 features, in their order: a column's name, with a category or part of a date behind it. */
    public List<String> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }

    /** The names of the columns whose categories' numbers are int32 apart from the features, in their order. */
    public List<String> ids() {
        var ids = new ArrayList<String>();
        for (var column : columns) {
            if (column instanceof FittedCategory category && category.column().code() == CategoryCode.ID) {
                ids.add(column.column().name());
            }
        }
        return ids;
    }

    /**
     * The categories of a column that are known: the first has the number 1, and 0 is for all others. An embedding has one
     * row more than there are.
     *
     * @throws InvalidArgumentException when there is no such column of categories
     */
    public List<String> categories(String column) {
        for (var each : columns) {
            if (each instanceof FittedCategory category && each.column().name().equals(column)) {
                return category.known().names();
            }
        }
        throw new InvalidArgumentException("there is no column of categories " + Cells.quoted(column));
    }

    /** The label, with the names of its classes where it is one; empty where there is none. */
    public Optional<Label> label() {
        return label;
    }

    /** The same for rows without a label, of which predictions are wanted. */
    public TableEncoding withoutLabel() {
        return new TableEncoding(columns, Optional.empty(), notes);
    }

    /** What fitting found worth a remark, such as a column that never varies; also told in the log {@code dev.lamina.data}. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Finds the columns in a table.
     *
     * @throws InvalidArgumentException when one is not there, or there twice
     */
    public RowEncoder encoder(Header header) {
        return new RowEncoder(this, header);
    }

    /** All of it but the notes as text, which {@link #parse} reads. */
    public String toText() {
        return EncodingText.write(this);
    }

    /**
     * The encoding that {@link #toText} wrote: it makes the same numbers, bit for bit.
     *
     * @throws dev.lamina.error.DataLossException when it is no such text
     */
    public static TableEncoding parse(String text) {
        return EncodingText.read(text);
    }

    /** The names of features, ids and label. */
    @Override
    public String toString() {
        return "TableEncoding[" + Cells.list(features()) + (ids().isEmpty() ? "" : ", ids " + Cells.list(ids()))
                + label.map(each -> " -> " + Cells.list(each.columns())).orElse("") + "]";
    }
}
