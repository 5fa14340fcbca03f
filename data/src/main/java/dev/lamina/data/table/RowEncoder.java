package dev.lamina.data.table;

import dev.lamina.error.FailedPreconditionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes numbers of the rows of one table. Several threads may use one at once.
 *
 * <p>What does not fit is a {@link dev.lamina.error.DataLossException} that names table, row and column.
 */
public final class RowEncoder {
    private final List<FittedColumn> columns;
    private final int[] positions;
    private final int[] starts;
    private final List<FittedCategory> ids = new ArrayList<>();
    private final int[] idPositions;
    private final int width;
    private final int labels;
    private final @Nullable LabelReader label;

    RowEncoder(TableEncoding encoding, Header header) {
        columns = encoding.fitted();
        positions = columns.stream()
                .mapToInt(column -> header.position(column.column().name()))
                .toArray();
        starts = new int[columns.size()];
        int end = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = end;
            end += columns.get(i).features().size();
            if (columns.get(i) instanceof FittedCategory category
                    && category.column().code() == CategoryCode.ID) {
                ids.add(category);
            }
        }
        width = end;
        idPositions = ids.stream()
                .mapToInt(category -> header.position(category.column().name()))
                .toArray();
        label = encoding.label().map(each -> new LabelReader(each, header)).orElse(null);
        labels = encoding.label().map(each -> each.columns().size()).orElse(0);
    }

    /** The number of float32 features. */
    public int width() {
        return width;
    }

    /** Writes a row's features into an array, from a place on. */
    public void features(Row row, float[] into, int at) {
        for (int i = 0; i < starts.length; i++) {
            columns.get(i).encode(row, positions[i], into, at + starts[i]);
        }
    }

    /**
     * The number of a row's category in one of the columns of ids.
     *
     * @param i the number of the column in {@link TableEncoding#ids}
     */
    public int id(Row row, int i) {
        return ids.get(i).number(row, idPositions[i]);
    }

    /**
     * The number of a row's class.
     *
     * @throws FailedPreconditionException when the encoding has no label
     */
    public int classNumber(Row row) {
        return labelled().number(row);
    }

    /**
     * Writes a row's label, one or more numbers, into an array, from a place on.
     *
     * @throws FailedPreconditionException when the encoding has no label
     */
    public void label(Row row, float[] into, int at) {
        for (int i = 0; i < Math.max(1, labels); i++) {
            into[at + i] = labelled().value(row, i);
        }
    }

    private LabelReader labelled() {
        if (label == null) {
            throw new FailedPreconditionException("the encoding has no label");
        }
        return label;
    }
}
