package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of numbers.
 *
 * @param fill what stands for a missing cell, before scaling; 0 where nothing does
 * @param scale what numbers are scaled by
 */
record FittedNumber(NumberColumn column, double fill, Scale scale) implements FittedColumn {
    static final String KIND = "number";

    private static final String HINT =
            "say in a TableSchema what stands for it: Column.number(name).missingAs(value), .missingAsMean() or"
                    + " .withIndicator()";

    @Override
    public List<String> features() {
        return column.indicator() ? List.of(column.name(), column.name() + " missing") : List.of(column.name());
    }

    @Override
    public void encode(Row row, int position, float[] into, int at) {
        boolean isMissing = row.text(position) == null;
        double number = fill;
        if (!isMissing) {
            number = Cells.number(row, position, column.scaling() == Scaling.NONE);
        } else if (column.missing().policy() == Missing.Policy.ERROR) {
            throw row.missing(position, HINT);
        }
        into[at] = scale.of(number);
        if (!Float.isFinite(into[at])) {
            throw row.unexpected(position, "a number that scaled is a finite float32");
        }
        if (column.indicator()) {
            into[at + 1] = isMissing ? 1 : 0;
        }
    }

    @Override
    public List<String> fields() {
        return List.of(
                KIND,
                column.name(),
                column.missing().policy().name(),
                column.missing().value(),
                Boolean.toString(column.indicator()),
                column.scaling().name(),
                Double.toString(fill),
                Double.toString(scale.shift()),
                Double.toString(scale.by()));
    }

    static FittedNumber read(EncodingText.Fields fields) {
        var column = new NumberColumn(fields.text(), fields.missing(), fields.flag(), fields.of(Scaling.class));
        return new FittedNumber(column, fields.number(), fields.scale());
    }

    /** Sums up the cells that are there. */
    static final class NumberFitting implements Fitting {
        private final NumberColumn column;
        private final Moments moments = new Moments();
        private long missing;

        NumberFitting(NumberColumn column) {
            this.column = column;
        }

        @Override
        public void add(Row row, int position) {
            if (row.text(position) != null) {
                moments.add(Cells.number(row, position, column.scaling() == Scaling.NONE));
            } else if (column.missing().policy() == Missing.Policy.ERROR) {
                throw row.missing(position, HINT);
            } else {
                missing++;
            }
        }

        @Override
        public FittedNumber fitted() {
            boolean needed = column.missing().policy() == Missing.Policy.MEAN || column.scaling() != Scaling.NONE;
            if (needed && moments.count() == 0) {
                throw new InvalidArgumentException("column " + Cells.quoted(column.name())
                        + ": all training rows lack it, so that it has neither a mean nor a range");
            }
            double fill = switch (column.missing().policy()) {
                case MEAN -> moments.mean();
                case VALUE -> Double.parseDouble(column.missing().value());
                case ERROR, UNKNOWN -> 0;
            };
            return new FittedNumber(column, fill, moments.scale(column.scaling()));
        }

        @Override
        public List<String> notes() {
            var notes = new ArrayList<String>();
            if (moments.count() == 0) {
                notes.add("column " + Cells.quoted(column.name()) + " is missing in all training rows");
            } else if (moments.isConstant() && (missing == 0 || !column.indicator())) {
                notes.add("column " + Cells.quoted(column.name()) + " never varies: it is " + moments.least()
                        + " in all training rows" + (missing == 0 ? "" : " that have it"));
            }
            return notes;
        }
    }
}
