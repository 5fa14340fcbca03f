package dev.lamina.data;

import dev.lamina.data.table.Label;
import dev.lamina.data.table.Row;
import dev.lamina.data.table.RowEncoder;
import dev.lamina.data.table.Table;
import dev.lamina.data.table.TableEncoding;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table as examples: float32 features, and as a label a class, int32, or numbers, float32 [columns]. The number
 * of a category for an embedding is a tensor of its own, int32 [], under the column's name; beside such the float32 features are
 * called {@code features}. An encoding without a label makes examples without one.
 *
 * <p>The table must stay open as long as examples are read.
 */
public final class TableExamples implements ExampleSource {
    private final Table table;
    private final TableEncoding encoding;
    private final RowEncoder encoder;
    private final List<String> ids;
    private final ExampleSpec spec;

    private TableExamples(Table table, TableEncoding encoding, RowEncoder encoder) {
        this.table = table;
        this.encoding = encoding;
        this.encoder = encoder;
        this.ids = encoding.ids();
        this.spec = makeSpec();
    }

    private ExampleSpec makeSpec() {
        var features = new ArrayList<TensorSpec>();
        if (encoder.width() > 0) {
            features.add(new TensorSpec(ExampleSpec.FEATURES, Shape.of(encoder.width()), DType.FLOAT32));
        }
        ids.forEach(name -> features.add(new TensorSpec(name, Shape.scalar(), DType.INT32)));
        var labels = encoding.label().stream()
                .map(label -> label.classes()
                        ? new TensorSpec(ExampleSpec.LABELS, Shape.scalar(), DType.INT32)
                        : new TensorSpec(
                                ExampleSpec.LABELS, Shape.of(label.columns().size()), DType.FLOAT32))
                .toList();
        return new ExampleSpec(features, labels, false);
    }

    /**
     * Makes examples of all rows. They are read through once, so that what does not fit is told now.
     *
     * @param encoding how, fitted on the training rows
     * @throws InvalidArgumentException when the table lacks a column
     * @throws dev.lamina.error.DataLossException when a cell is not what its column holds, is missing where nothing
     *     stands for it, or is a class that is none of the encoding's: the message says file, line and column
     */
    public static TableExamples of(Table table, TableEncoding encoding) {
        var examples = new TableExamples(table, encoding, encoding.encoder(table.header()));
        var example = Example.allocate(examples.spec);
        table.forEach(row -> examples.write(row, example));
        return examples;
    }

    /** Examples of rows that the encoding was fitted on, which therefore fit. */
    static TableExamples ofFitted(Table table, TableEncoding encoding) {
        return new TableExamples(table, encoding, encoding.encoder(table.header()));
    }

    /** How numbers are made of the rows. */
    public TableEncoding table() {
        return encoding;
    }

    /** All float32 features, [rows, features], such as to predict from. */
    public Tensor features() {
        int width = encoder.width();
        var all = new float[Shape.of(table.size(), width).size()];
        int[] at = {0};
        table.forEach(row -> {
            encoder.features(row, all, at[0]);
            at[0] += width;
        });
        return Tensor.wrap(all, table.size(), width);
    }

    /**
     * All numbers of the categories of a column of ids, int32 [rows].
     *
     * @throws InvalidArgumentException when there is no such column of ids
     */
    public Tensor ids(String column) {
        int place = ids.indexOf(column);
        if (place < 0) {
            throw new InvalidArgumentException("the columns of ids are " + ids + ", none is '" + column + "'");
        }
        var all = new int[table.size()];
        int[] at = {0};
        table.forEach(row -> all[at[0]++] = encoder.id(row, place));
        return Tensor.wrap(all, table.size());
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public ExampleSpec spec() {
        return spec;
    }

    @Override
    public List<String> classNames() {
        return encoding.label().map(Label::names).orElse(List.of());
    }

    /** The {@linkplain TableEncoding#toText encoding as text}. */
    @Override
    public Optional<String> encoding() {
        return Optional.of(encoding.toText());
    }

    @Override
    public void read(int index, Example into) {
        write(table.row(index), into);
    }

    private void write(Row row, Example into) {
        if (encoder.width() > 0) {
            var features = into.values().getFirst();
            encoder.features(row, features.floats(), features.offset());
        }
        int first = spec.features().size() - ids.size();
        for (int i = 0; i < ids.size(); i++) {
            into.values().get(first + i).set(0, encoder.id(row, i));
        }
        encoding.label().ifPresent(label -> {
            if (label.classes()) {
                into.label().set(0, encoder.classNumber(row));
            } else {
                encoder.label(row, into.label().floats(), into.label().offset());
            }
        });
    }

    /** Of where the rows come from, what is made of them, and what they hold: they are read through for it. */
    @Override
    public long fingerprint() {
        var print = new Fingerprint().add(table.toString()).add(encoding.toText());
        table.forEach(row -> print.add(row.content()));
        return print.value();
    }

    /** The table, the number of rows and what the examples look like. */
    @Override
    public String toString() {
        return "TableExamples[" + table + ", " + spec + "]";
    }
}
