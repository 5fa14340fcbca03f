package dev.lamina.data.table;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the columns of a table hold, found in one pass and in little memory. */
public final class TableSummary {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

    private TableSummary() {}

    /**
     * What each column holds, in the order of the table.
     *
     * @throws dev.lamina.error.DataLossException when a row cannot be read
     */
    public static List<ColumnSummary> of(Table table) {
        var columns = new ArrayList<Gathering>();
        table.header().columns().forEach(_ -> columns.add(new Gathering()));
        table.forEach(row -> {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(row.text(i));
            }
        });
        var summaries = new ArrayList<ColumnSummary>();
        for (int i = 0; i < columns.size(); i++) {
            summaries.add(columns.get(i).summary(table.header().columns().get(i)));
        }
        return summaries;
    }

    /** Of one column what was met so far. */
    private static final class Gathering {
        private final Moments numbers = new Moments();
        private final TreeSet<String> texts = new TreeSet<>();
        private final Dates dates = Dates.of("");
        private boolean areNumbers = true;
        private boolean areIntegers = true;
        private boolean areDates = true;
        private long missing;
        private long there;
        private @Nullable String first;
        private @Nullable String last;
        private @Nullable LocalDateTime earliest;
        private @Nullable LocalDateTime latest;

        void add(@Nullable String text) {
            if (text == null) {
                missing++;
                return;
            }
            there++;
            if (texts.size() < ColumnSummary.MANY) {
                texts.add(text);
            }
            first = first == null || text.compareTo(first) < 0 ? text : first;
            last = last == null || text.compareTo(last) > 0 ? text : last;
            areNumbers = areNumbers && Cells.fault(text) == null;
            if (areNumbers) {
                numbers.add(Double.parseDouble(text));
                areIntegers = areIntegers && INTEGER.matcher(text).matches();
            }
            if (areDates) {
                addDate(dates.read(text));
            }
        }

        private void addDate(@Nullable LocalDateTime moment) {
            areDates = moment != null;
            if (moment != null) {
                earliest = earliest == null || moment.isBefore(earliest) ? moment : earliest;
                latest = latest == null || moment.isAfter(latest) ? moment : latest;
            }
        }

        ColumnSummary summary(String name) {
            var type = type();
            boolean isNumber = type == ColumnSummary.Type.INTEGER || type == ColumnSummary.Type.NUMBER;
            return new ColumnSummary(
                    name,
                    type,
                    missing,
                    texts.size(),
                    switch (type) {
                        case INTEGER, NUMBER -> plain(numbers.least());
                        case DATE -> plain(earliest);
                        case TEXT, EMPTY -> first == null ? "" : first;
                    },
                    switch (type) {
                        case INTEGER, NUMBER -> plain(numbers.greatest());
                        case DATE -> plain(latest);
                        case TEXT, EMPTY -> last == null ? "" : last;
                    },
                    isNumber ? OptionalDouble.of(numbers.mean()) : OptionalDouble.empty(),
                    isNumber ? OptionalDouble.of(numbers.deviation()) : OptionalDouble.empty(),
                    texts.size() < ColumnSummary.MANY
                            ? Vocabulary.sorted(texts.stream()
                                            .filter(text -> !text.isEmpty())
                                            .toList())
                                    .names()
                            : List.of());
        }

        private ColumnSummary.Type type() {
            if (there == 0) {
                return ColumnSummary.Type.EMPTY;
            }
            if (areNumbers) {
                return areIntegers ? ColumnSummary.Type.INTEGER : ColumnSummary.Type.NUMBER;
            }
            return areDates ? ColumnSummary.Type.DATE : ColumnSummary.Type.TEXT;
        }

        private static String plain(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }

        /** A date without the time that it does not have. */
        private static String plain(@Nullable LocalDateTime moment) {
            return String.valueOf(moment).replaceFirst("T00:00$", "");
        }
    }
}
