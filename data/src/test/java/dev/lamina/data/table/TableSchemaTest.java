package dev.lamina.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSchemaTest {
    /** A table of which each text is a column: a name, and cells; a cell {@code ?} is missing. */
    static Table table(String... columns) {
        var cells = Arrays.stream(columns)
                .map(column -> List.of(column.split(" ", -1)))
                .toList();
        var header =
                new Header("a table", "row", cells.stream().map(List::getFirst).toList());
        return new Table() {
            @Override
            public Header header() {
                return header;
            }

            @Override
            public int size() {
                return cells.getFirst().size() - 1;
            }

            @Override
            public Row row(int index) {
                return new Row(
                        header,
                        index + 1,
                        cells.stream()
                                .map(column -> column.get(index + 1))
                                .map(cell -> cell.equals("?") ? null : cell)
                                .toList());
            }

            @Override
            public void close() {}
        };
    }

    static float[][] features(TableEncoding encoding, Table table) {
        var encoder = encoding.encoder(table.header());
        var all = new ArrayList<float[]>();
        table.forEach(row -> {
            var features = new float[encoder.width()];
            encoder.features(row, features, 0);
            all.add(features);
        });
        return all.toArray(float[][]::new);
    }

    /** The features of one column's cells, fitted on these. */
    private static float[][] features(Column column, String cells) {
        var table = table(cells);
        return features(TableSchema.of(column).fit(table), table);
    }

    @Test
    void numbersAreAsTheyAre() {
        assertThat(features(Column.number("x"), "x 1.5 -2 4e1 .5"))
                .isDeepEqualTo(new float[][] {{1.5f}, {-2}, {40}, {.5f}});
        // The nearest float32, not that of the nearest float64.
        assertThat(features(Column.number("x"), "x 1.00000017881393432617187499"))
                .isDeepEqualTo(new float[][] {{Float.parseFloat("1.00000017881393432617187499")}});
    }

    @Test
    void whatIsMissingIsWhatWasStated() {
        var x = Column.number("x");
        assertThat(features(x.missingAs(-1), "x 1 ? 5")).isDeepEqualTo(new float[][] {{1}, {-1}, {5}});
        assertThat(features(x.missingAsMean(), "x 1 ? 5")).isDeepEqualTo(new float[][] {{1}, {3}, {5}});
        assertThat(features(x.withIndicator(), "x 1 ? 5")).isDeepEqualTo(new float[][] {{1, 0}, {0, 1}, {5, 0}});
        assertThat(features(x.missingAsMean().withIndicator(), "x 1 ? 5"))
                .isDeepEqualTo(new float[][] {{1, 0}, {3, 1}, {5, 0}});
        assertThatThrownBy(() -> features(x, "x 1 ? 5"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("a table, row 2, column 1 \"x\": the cell is missing", "missingAsMean()");
    }

    @Test
    void numbersAreScaledByThoseThatAreThere() {
        var x = Column.number("x");
        assertThat(features(x.standardized(), "x 1 3 5 7")).isDeepEqualTo(new float[][] {
            {(float) (-3 / Math.sqrt(5))},
            {(float) (-1 / Math.sqrt(5))},
            {(float) (1 / Math.sqrt(5))},
            {(float) (3 / Math.sqrt(5))}
        });
        assertThat(features(x.minMax(), "x 2 4 10")).isDeepEqualTo(new float[][] {{0}, {.25f}, {1}});
        assertThat(features(x.minMax().missingAsMean().withIndicator(), "x 2 ? 10"))
                .isDeepEqualTo(new float[][] {{0, 0}, {.5f, 1}, {1, 0}});
        // What never varies is 0, not a division by it.
        assertThat(features(x.standardized(), "x 3 3")).isDeepEqualTo(new float[][] {{0}, {0}});
        assertThat(features(x.minMax(), "x 3 3")).isDeepEqualTo(new float[][] {{0}, {0}});
    }

    @Test
    void onlyTheTrainingRowsCount() {
        var encoding = TableSchema.of(Column.number("x").minMax(), Column.category("c"))
                .fit(table("x 0 10", "c b a"));
        assertThat(features(encoding, table("c a z b", "other 1 2 3", "x 5 20 -10")))
                .isDeepEqualTo(new float[][] {{.5f, 0, 1, 0}, {2, 1, 0, 0}, {-1, 0, 0, 1}});
        assertThat(encoding.features()).containsExactly("x", "c unknown", "c a", "c b");
        assertThat(encoding.categories("c")).containsExactly("a", "b");
        assertThatThrownBy(() -> encoding.categories("x")).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> encoding.encoder(table("x 1").header()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("a table", "no column \"c\"");
    }

    @Test
    void aCategoryMayBeCalledUnknown() {
        assertThat(TableSchema.of(Column.category("c"))
                        .fit(table("c unknown a"))
                        .features())
                .containsExactly("c (unknown)", "c a", "c unknown");
        assertThat(TableSchema.of(Column.category("c"))
                        .fit(table("c unknown (unknown)"))
                        .features())
                .containsExactly("c ((unknown))", "c (unknown)", "c unknown");
    }

    @Test
    void categoriesAreOneHotNumbersOrIds() {
        var c = Column.category("c");
        assertThat(features(c, "c b a b")).isDeepEqualTo(new float[][] {{0, 0, 1}, {0, 1, 0}, {0, 0, 1}});
        assertThat(features(c.numbered(), "c b a b")).isDeepEqualTo(new float[][] {{2}, {1}, {2}});
        assertThat(features(c.numbered().of("b", "c"), "c b a c")).isDeepEqualTo(new float[][] {{1}, {0}, {2}});
        assertThat(features(c.numbered().missingAsUnknown(), "c b ?")).isDeepEqualTo(new float[][] {{1}, {0}});
        assertThat(features(c.numbered().missingAs("z"), "c b ?")).isDeepEqualTo(new float[][] {{1}, {2}});
        // Categories that are numbers come in their order.
        assertThat(features(c.numbered(), "c 10 9")).isDeepEqualTo(new float[][] {{2}, {1}});
        assertThat(features(c.ids().oneHot(), "c a")).isDeepEqualTo(new float[][] {{0, 1}});
        var table = table("c b a b", "x 1 2 3");
        var encoding = TableSchema.of(c.ids(), Column.number("x")).fit(table);
        assertThat(encoding.ids()).containsExactly("c");
        assertThat(encoding.features()).containsExactly("x");
        var encoder = encoding.encoder(table.header());
        assertThat(encoder.width()).isEqualTo(1);
        assertThat(encoder.id(table.row(0), 0)).isEqualTo(2);
        assertThat(encoder.id(table("c new", "x 1").row(0), 0)).isZero();
        assertThatThrownBy(() -> features(c, "c a ?"))
                .hasMessageContainingAll("row 2", "missing", "missingAsUnknown()");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2026-03-01, 20513",
        "'', 2026-03-01T12:00, 20513.5",
        "'', 2026-03-01T12:00:00Z, 20513.5",
        "'', 2026-03-01T12:00:00+06:00, 20513.25",
        "'', 1969-12-31T18:00:00.000, -0.25",
        "dd.MM.yyyy, 01.03.2026, 20513",
        "d/M/yy, 1/3/26, 20513",
        "d-MMM-yyyy, 1-Mar-2026, 20513",
        "yyyy-MM-dd'y'HH:mm, 2026-03-01y06:00, 20513.25"
    })
    void datesAreDaysSince1970(String pattern, String cell, float expected) {
        assertThat(features(Column.date("d", pattern), "d " + cell)).isDeepEqualTo(new float[][] {{expected}});
    }

    @Test
    void datesHaveParts() {
        var d = Column.date("d")
                .withParts(
                        DatePart.YEAR,
                        DatePart.MONTH,
                        DatePart.DAY_OF_MONTH,
                        DatePart.DAY_OF_YEAR,
                        DatePart.DAY_OF_WEEK,
                        DatePart.HOUR,
                        DatePart.EPOCH_DAY);
        var table = table("d 2026-03-01T18:30");
        var encoding = TableSchema.of(d).fit(table);
        assertThat(features(encoding, table)).isDeepEqualTo(new float[][] {
            {2026, 3, 1, 60, 7, 18.5f, 20513 + 18.5f / 24}
        });
        assertThat(encoding.features())
                .containsExactly(
                        "d year",
                        "d month",
                        "d day of month",
                        "d day of year",
                        "d day of week",
                        "d hour",
                        "d epoch day");
        assertThat(features(Column.date("d").missingAs("1970-01-03").withIndicator(), "d 1970-01-02 ?"))
                .isDeepEqualTo(new float[][] {{1, 0}, {2, 1}});
        assertThat(features(Column.date("d").withIndicator(), "d 1970-01-01 ? 1970-01-04"))
                .isDeepEqualTo(new float[][] {{0, 0}, {1.5f, 1}, {3, 0}});
        assertThat(features(Column.date("d").missingAsMean().minMax(), "d 1970-01-01 ? 1970-01-05"))
                .isDeepEqualTo(new float[][] {{0}, {.5f}, {1}});
        assertThat(features(Column.date("d").standardized(), "d 1970-01-01 1970-01-03"))
                .isDeepEqualTo(new float[][] {{-1}, {1}});
    }

    @ParameterizedTest
    @CsvSource({"'', 2026-02-30", "'', 2026", "'', x", "dd.MM.yyyy, 31.04.2026", "dd.MM.yyyy, 2026-03-01"})
    void whatIsNoDateIsAnError(String pattern, String cell) {
        assertThatThrownBy(() -> features(Column.date("d", pattern), "d " + cell))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("a table, row 1, column 1 \"d\": expected a date", cell);
    }

    @Test
    void labelsAreClassesOrNumbers() {
        var table = table("x 1 2 3", "kind b a b", "price 10 20 30", "area 1 2 4");
        var x = TableSchema.of(Column.number("x"));
        assertThat(x.label()).isEmpty();
        var classes = x.withLabel(Label.classes("kind")).fit(table);
        assertThat(classes.label().map(Label::names)).contains(List.of("a", "b"));
        assertThat(classes.encoder(table.header()).classNumber(table.row(0))).isEqualTo(1);
        var fixed = x.withLabel(Label.classes("kind", "c", "b", "a")).fit(table);
        assertThat(fixed.encoder(table.header()).classNumber(table.row(0))).isEqualTo(1);
        assertThat(fixed.encoder(table.header()).classNumber(table.row(1))).isEqualTo(2);
        var values = x.withLabel(Label.values("area", "price")).fit(table);
        var numbers = new float[3];
        values.encoder(table.header()).label(table.row(2), numbers, 1);
        assertThat(numbers).containsExactly(0, 4, 30);
        assertThat(classes.withoutLabel().label()).isEmpty();
        assertThatThrownBy(() -> classes.withoutLabel().encoder(table.header()).classNumber(table.row(0)))
                .isInstanceOf(FailedPreconditionException.class);
        assertThatThrownBy(() -> classes.withoutLabel().encoder(table.header()).label(table.row(0), numbers, 0))
                .isInstanceOf(FailedPreconditionException.class);
        assertThatThrownBy(() -> classes.encoder(table.header())
                        .classNumber(table("x 1", "kind z", "price 1", "area 1").row(0)))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("row 1", "\"kind\"", "[\"a\", \"b\"]", "\"z\"");
        assertThatThrownBy(() -> x.withLabel(Label.values("price")).fit(table("x 1", "price ?")))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("\"price\"", "missing");
    }

    @Test
    void whatTeachesNothingIsTold() {
        var told = new ArrayList<String>();
        var text = new StringBuilder("id");
        var one = new StringBuilder("one");
        for (int i = 0; i < 30; i++) {
            text.append(" n").append(i);
            one.append(" 7");
        }
        try (var log = new Told(told)) {
            var table = table(
                    text.toString(),
                    one.toString(),
                    one.toString().replace("one", "same").replace("7", "s"),
                    one.toString().replace("one", "day").replace("7", "2026-01-01"),
                    one.toString().replace("one", "gone").replace("7", "?"),
                    one.toString().replace("one", "label"));
            var encoding = TableSchema.of(
                            Column.category("id"),
                            Column.number("one"),
                            Column.category("same").of("s", "t"),
                            Column.date("day").withParts(DatePart.MONTH),
                            Column.number("gone").withIndicator())
                    .withLabel(Label.classes("label"))
                    .fit(table);
            assertThat(encoding.notes())
                    .satisfiesExactly(
                            note -> assertThat(note).contains("\"id\"", "30 categories in 30"),
                            note -> assertThat(note).contains("\"one\" never varies", "7.0"),
                            note -> assertThat(note).contains("\"same\" never varies", "\"s\""),
                            note -> assertThat(note).contains("\"day\" never varies", "MONTH"),
                            note -> assertThat(note).contains("\"gone\" is missing in all"),
                            note -> assertThat(note).contains("label \"label\" never varies", "\"7\""));
            assertThat(told).hasSize(6).allMatch(each -> each.startsWith("a table: "));
            told.clear();
            assertThat(TableSchema.of(Column.number("x").withIndicator())
                            .withLabel(Label.values("y"))
                            .fit(table("x 1 ? 1", "y 1 2 3"))
                            .notes())
                    .isEmpty();
            assertThat(told).isEmpty();
            assertThat(TableSchema.of(Column.category("c").of("a"))
                            .withLabel(Label.values("y"))
                            .fit(table("c a b", "y 2 2"))
                            .notes())
                    .satisfiesExactly(
                            note -> assertThat(note).contains("1 of 2", "none of the categories"),
                            note -> assertThat(note).contains("label \"y\" never varies"));
            told.clear();
            assertThat(TableSchema.of(Column.number("x")).fit(table("x 1")).notes())
                    .isEmpty();
            assertThat(told).isEmpty();
            assertThat(log).isNotNull();
        }
    }

    @Test
    void whatCannotBeFittedIsAnError() {
        var x = Column.number("x");
        assertThatThrownBy(() -> TableSchema.of(x).fit(table("x")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no rows to learn from");
        assertThatThrownBy(() -> TableSchema.of(x.missingAsMean()).fit(table("x ? ?")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> TableSchema.of(Column.date("x").minMax().missingAsMean())
                        .fit(table("x ? ?")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> TableSchema.of(x).fit(table("y 1"))).hasMessageContaining("no column \"x\"");
        List<Runnable> wrong = List.of(
                TableSchema::of,
                () -> TableSchema.of(x, Column.category("x")),
                () -> TableSchema.of(x).withLabel(Label.values("x")),
                () -> x.missingAs(Double.NaN),
                () -> new NumberColumn("x", Missing.UNKNOWN, false, Scaling.NONE),
                () -> Column.category("c").of("a", "a"),
                () -> Column.category("c").missingAs(""),
                () -> Column.category("c").of("a").missingAs("b"),
                () -> Column.date("d", "no pattern"),
                () -> Column.date("d").missingAs("x"),
                () -> Column.date("d").withParts(),
                () -> Label.values(),
                () -> Label.classes("k", "a", "a"),
                () -> new Label(List.of("a", "b"), true, List.of()),
                () -> new Label(List.of("a"), false, List.of("x")),
                () -> new TableSchema(List.of(), Optional.empty()));
        for (int i = 0; i < wrong.size(); i++) {
            assertThatThrownBy(wrong.get(i)::run, "number " + i).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void cellsThatAreNoFiniteNumbersAreErrors() {
        for (var cell : new String[] {"x", "1e39", "Infinity", "0x1p3", "1f", "1,5", "--1"}) {
            assertThatThrownBy(() -> features(Column.number("x"), "x 1 " + cell))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContainingAll("row 2, column 1 \"x\": expected", "number", cell);
        }
        // In range for float64, whose scale makes it too large for float32.
        var encoding = TableSchema.of(Column.number("x").minMax()).fit(table("x 0 1e-300"));
        assertThatThrownBy(() -> features(encoding, table("x 1")))
                .isInstanceOf(LaminaException.class)
                .hasMessageContainingAll("row 1", "scaled");
        assertThat(features(TableSchema.of(Column.number("x").minMax()).fit(table("x 0 1e300")), table("x 5e299")))
                .isDeepEqualTo(new float[][] {{.5f}});
    }
}
