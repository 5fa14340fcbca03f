package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A column of dates.
 *
 * @param dates what reads them
 * @param fill what stands for a missing cell; 1970 where nothing does
 * @param scales what each part is scaled by
 */
record FittedDate(DateColumn column, Dates dates, LocalDateTime fill, List<Scale> scales) implements FittedColumn {
    static final String KIND = "date";

    private static final String HINT =
            "say in a TableSchema what stands for it: Column.date(name).missingAs(date), .missingAsMean() or"
                    + " .withIndicator()";

    @Override
    public List<String> features() {
        var parts = column.parts().stream()
                .map(part -> column.name() + " "
                        + part.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return (column.indicator() ? Stream.concat(parts, Stream.of(column.name() + " missing")) : parts).toList();
    }

    @Override
    public void encode(Row row, int position, float[] into, int at) {
        boolean isMissing = row.text(position) == null;
        var moment = fill;
        if (!isMissing) {
            moment = read(dates, row, position);
        } else if (column.missing().policy() == Missing.Policy.ERROR) {
            throw row.missing(position, HINT);
        }
        int count = scales.size();
        for (int i = 0; i < count; i++) {
            into[at + i] = scales.get(i).of(column.parts().get(i).of(moment));
        }
        if (column.indicator()) {
            into[at + count] = isMissing ? 1 : 0;
        }
    }

    private static LocalDateTime read(Dates dates, Row row, int position) {
        var moment = dates.read(Cells.text(row, position, dates.expected()));
        if (moment == null) {
            throw row.unexpected(position, dates.expected());
        }
        return moment;
    }

    @Override
    public List<String> fields() {
        var fields = new ArrayList<>(List.of(
                KIND,
                column.name(),
                column.pattern(),
                column.missing().policy().name(),
                column.missing().value(),
                Boolean.toString(column.indicator()),
                column.scaling().name(),
                fill.toString()));
        for (int i = 0; i < scales.size(); i++) {
            fields.add(column.parts().get(i).name());
            fields.add(Double.toString(scales.get(i).shift()));
            fields.add(Double.toString(scales.get(i).by()));
        }
        return fields;
    }

    static FittedDate read(EncodingText.Fields fields) {
        var name = fields.text();
        var pattern = fields.text();
        var missing = fields.missing();
        boolean indicator = fields.flag();
        var scaling = fields.of(Scaling.class);
        var fill = fields.moment();
        var parts = new ArrayList<DatePart>();
        var scales = new ArrayList<Scale>();
        while (fields.hasMore()) {
            parts.add(fields.of(DatePart.class));
            scales.add(fields.scale());
        }
        return new FittedDate(
                new DateColumn(name, pattern, missing, indicator, scaling, parts),
                Dates.of(pattern),
                fill,
                List.copyOf(scales));
    }

    /** Sums up the moments that are there, and their parts. */
    static final class DateFitting implements Fitting {
        private final DateColumn column;
        private final Dates dates;
        private final Moments seconds = new Moments();
        private final List<Moments> parts;
        private long missing;

        DateFitting(DateColumn column) {
            this.column = column;
            this.dates = Dates.of(column.pattern());
            this.parts = column.parts().stream().map(_ -> new Moments()).toList();
        }

        @Override
        public void add(Row row, int position) {
            if (row.text(position) != null) {
                var moment = read(dates, row, position);
                seconds.add((double) moment.toEpochSecond(ZoneOffset.UTC));
                for (int i = 0; i < parts.size(); i++) {
                    parts.get(i).add(column.parts().get(i).of(moment));
                }
            } else if (column.missing().policy() == Missing.Policy.ERROR) {
                throw row.missing(position, HINT);
            } else {
                missing++;
            }
        }

        @Override
        public FittedDate fitted() {
            boolean needed = column.missing().policy() == Missing.Policy.MEAN || column.scaling() != Scaling.NONE;
            if (needed && seconds.count() == 0) {
                throw new InvalidArgumentException("column " + Cells.quoted(column.name())
                        + ": all training rows lack it, so that it has neither a mean nor a range");
            }
            return new FittedDate(
                    column,
                    dates,
                    fill(),
                    parts.stream().map(each -> each.scale(column.scaling())).toList());
        }

        private LocalDateTime fill() {
            return switch (column.missing().policy()) {
                case MEAN -> LocalDateTime.ofEpochSecond(Math.round(seconds.mean()), 0, ZoneOffset.UTC);
                case VALUE -> {
                    var stated = dates.read(column.missing().value());
                    if (stated == null) {
                        throw new IllegalStateException("a date that was checked is none: " + column);
                    }
                    yield stated;
                }
                case ERROR, UNKNOWN -> LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
            };
        }

        @Override
        public List<String> notes() {
            var notes = new ArrayList<String>();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).count() > 0 && parts.get(i).isConstant() && (missing == 0 || !column.indicator())) {
                    notes.add("column " + Cells.quoted(column.name()) + " never varies in its "
                            + column.parts().get(i) + ": it is " + parts.get(i).least() + " in all training rows"
                            + (missing == 0 ? "" : " that have it"));
                }
            }
            if (seconds.count() == 0) {
                notes.add("column " + Cells.quoted(column.name()) + " is missing in all training rows");
            }
            return notes;
        }
    }
}
