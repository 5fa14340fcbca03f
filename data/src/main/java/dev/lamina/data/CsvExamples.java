package dev.lamina.data;

import dev.lamina.data.table.Column;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.Label;
import dev.lamina.data.table.TableEncoding;
import dev.lamina.data.table.TableSchema;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a CSV file (RFC 4180, UTF-8) as examples: numeric features, float32 [columns], and either
 * a class, int32, or a number, float32 [1].
 *
 * <p>{@link #open} reads the file through: it checks every cell that will be used and remembers
 * where each line lies, some 50 bytes a line; the lines themselves are read when they are asked for.
 * Lines that are empty are none. The file is held open until {@link #close()} and must not change.
 */
public final class CsvExamples implements ExampleSource, AutoCloseable {
    private final CsvTable table;
    private final TableExamples examples;

    private CsvExamples(CsvTable table, TableExamples examples) {
        this.table = table;
        this.examples = examples;
    }

    /**
     * Opens a file.
     *
     * @throws dev.lamina.error.NotFoundException when there is no such file
     * @throws InvalidArgumentException when a column of the layout is not there, no column is left for features, or the
     *     file is not UTF-8 by its first bytes
     * @throws DataLossException when a cell is not what its column holds, or missing (the message says file, line and
     *     column), a line has more cells or fewer than the first, there is no line but the header, a quote is not closed,
     *     or the file cannot be read
     * @throws dev.lamina.error.ResourceExhaustedException when the heap is too small to remember the lines
     */
    public static CsvExamples open(Path file, CsvLayout layout) {
        var table = CsvTable.open(file, layout.format());
        try {
            if (table.size() == 0) {
                throw new DataLossException("CSV file " + file + " has no line but the header "
                        + table.header().columns());
            }
            return new CsvExamples(
                    table, TableExamples.ofFitted(table, schema(table, layout).fit(table)));
        } catch (Throwable e) {
            table.close();
            throw e;
        }
    }

    private static TableSchema schema(CsvTable table, CsvLayout layout) {
        var label = layout.label().map(Label::columns).orElse(List.of());
        try {
            label.forEach(table.header()::position);
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentException(
                    e.problem(), "a file whose label is to be predicted is read with withoutLabel()", e);
        }
        var features = layout.features().isEmpty()
                ? table.header().columns().stream()
                        .filter(name -> !label.contains(name))
                        .toList()
                : layout.features();
        if (features.isEmpty()) {
            throw new InvalidArgumentException(
                    table + ": there is no column but the label " + label,
                    "if other characters separate the cells, say which: withSeparator(character)");
        }
        return new TableSchema(
                features.stream().map(name -> (Column) Column.number(name)).toList(), layout.label());
    }

    /**
     * The names of the classes, by their number: those of the layout, or else those in the file, in the order
     * of numbers when all are, or else of their characters.
     */
    @Override
    public List<String> classNames() {
        return examples.classNames();
    }

    @Override
    public Optional<String> encoding() {
        return examples.encoding();
    }

    /** How numbers are made of the lines. */
    public TableEncoding table() {
        return examples.table();
    }

    /** All features, float32 [lines, columns], such as to predict from. */
    public Tensor features() {
        return examples.features();
    }

    /** What separates the cells: what the layout says, or what was found. */
    public char separator() {
        return table.separator();
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public ExampleSpec spec() {
        return examples.spec();
    }

    @Override
    public void read(int index, Example into) {
        examples.read(index, into);
    }

    @Override
    public long fingerprint() {
        return examples.fingerprint();
    }

    /** Closes the file; what is read after that is a {@link DataLossException}. */
    @Override
    public void close() {
        table.close();
    }

    /** The file, what separates its cells, the number of lines and what the examples look like. */
    @Override
    public String toString() {
        return "CsvExamples[" + table + ", " + spec() + "]";
    }
}
