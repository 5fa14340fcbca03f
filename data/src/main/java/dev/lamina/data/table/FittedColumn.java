package dev.lamina.data.table;

import java.util.List;

/** A column with what was found in the training rows: what makes numbers of its cells. Immutable. */
sealed interface FittedColumn permits FittedNumber, FittedCategory, FittedDate {
    Column column();

    /** The names of the float32 features, as many as there are; none of a column of ids. */
    List<String> features();

    /**
     * Writes the features of a cell.
     *
     * @param position the column's place in the row
     */
    void encode(Row row, int position, float[] into, int at);

    /** All of it as texts, which {@link EncodingText} reads. */
    List<String> fields();

    /** What a column is fitted by: one training row after the other. */
    interface Fitting {
        void add(Row row, int position);

        /** What came of it; asked for when there was a row. */
        FittedColumn fitted();

        /** Remarks for the user, such as that the column never varies. */
        List<String> notes();
    }

    static Fitting fitting(Column column) {
        return switch (column) {
            case NumberColumn number -> new FittedNumber.NumberFitting(number);
            case CategoryColumn category -> new FittedCategory.CategoryFitting(category);
            case DateColumn date -> new FittedDate.DateFitting(date);
        };
    }
}
