package dev.lamina.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TableSummaryTest {
    @Test
    void saysWhatColumnsHold() {
        var columns = TableSummary.of(TableSchemaTest.table(
                "count 10 9 ? 11",
                "size 1.5 2 -3 ?",
                "day 2026-01-31 2025-12-01 ? 2026-01-02",
                "moment 2026-01-31T12:30 2026-02-01 ? ?",
                "city Ulm Bern Ulm x",
                "mixed 1 2 three 4",
                "none ? ? ? ?",
                "same 7 7 7 ?"));
        assertThat(columns.get(0))
                .isEqualTo(new ColumnSummary(
                        "count",
                        ColumnSummary.Type.INTEGER,
                        1,
                        3,
                        "9",
                        "11",
                        OptionalDouble.of(10),
                        OptionalDouble.of(Math.sqrt(2 / 3.0)),
                        List.of("9", "10", "11")));
        assertThat(columns)
                .extracting(ColumnSummary::type)
                .containsExactly(
                        ColumnSummary.Type.INTEGER,
                        ColumnSummary.Type.NUMBER,
                        ColumnSummary.Type.DATE,
                        ColumnSummary.Type.DATE,
                        ColumnSummary.Type.TEXT,
                        ColumnSummary.Type.TEXT,
                        ColumnSummary.Type.EMPTY,
                        ColumnSummary.Type.INTEGER);
        assertThat(columns)
                .extracting(ColumnSummary::least)
                .containsExactly("9", "-3", "2025-12-01", "2026-01-31T12:30", "Bern", "1", "", "7");
        assertThat(columns)
                .extracting(ColumnSummary::greatest)
                .containsExactly("11", "2", "2026-01-31", "2026-02-01", "x", "three", "", "7");
        assertThat(columns).extracting(ColumnSummary::missing).containsExactly(1L, 1L, 1L, 2L, 0L, 0L, 4L, 1L);
        assertThat(columns)
                .filteredOn(ColumnSummary::isConstant)
                .singleElement()
                .isEqualTo(columns.getLast());
        assertThat(columns.get(4).values()).containsExactly("Bern", "Ulm", "x");
        assertThat(columns.get(4).mean()).isEmpty();
    }

    @Test
    void manyTextsTakeLittleMemory() {
        var text = new StringBuilder("x");
        for (int i = 0; i < 5000; i++) {
            text.append(' ').append(i);
        }
        var column = TableSummary.of(TableSchemaTest.table(text.toString())).getFirst();
        assertThat(column.distinct()).isEqualTo(ColumnSummary.MANY);
        assertThat(column.values()).isEmpty();
        assertThat(column.greatest()).isEqualTo("4999");
    }
}
