package dev.lamina.app.show;

import dev.lamina.data.table.ColumnSummary;
import dev.lamina.data.table.CsvFormat;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.Table;
import dev.lamina.data.table.TableSummary;
import dev.lamina.parquet.ParquetTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is in a table.
 *
 * @param path the file
 * @param kind what separates the cells, and whether there is a header
 * @param rows the number of rows
 * @param columns what each column holds
 */
record TableDescription(Path path, String kind, int rows, List<ColumnSummary> columns) {
    private static final String PARQUET = "parquet";

    /** Text says of itself neither that it is a table nor how it is one. */
    private static final Set<String> ENDINGS = Set.of("csv", "tsv", "tab", "psv", PARQUET);

    /** Whether the content is a table's, or the name one that tables have. */
    static boolean isTable(Path path) {
        return Files.isRegularFile(path) && (ENDINGS.contains(ending(path)) || ParquetTable.isParquet(path));
    }

    private static String ending(Path path) {
        var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Reads it; a first line of numbers alone is no header. */
    static TableDescription read(Path path) {
        if (ending(path).equals(PARQUET) || ParquetTable.isParquet(path)) {
            try (var table = ParquetTable.open(path)) {
                var left = table.leftOut().isEmpty() ? "" : ", without " + table.leftOut();
                return of(path, "table, Parquet" + left, table);
            }
        }
        boolean header;
        try (var table = CsvTable.open(path, CsvFormat.standard().withoutHeader())) {
            header = TableSummary.of(table.rows(0)).stream()
                    .anyMatch(column ->
                            column.type() == ColumnSummary.Type.TEXT || column.type() == ColumnSummary.Type.DATE);
        }
        var format = header ? CsvFormat.standard() : CsvFormat.standard().withoutHeader();
        try (var table = CsvTable.open(path, format)) {
            return of(path, kind(table.separator(), header), table);
        }
    }

    private static TableDescription of(Path path, String kind, Table table) {
        return new TableDescription(path, kind, table.size(), TableSummary.of(table));
    }

    private static String kind(char separator, boolean header) {
        var name = switch (separator) {
            case '\t' -> "tabs";
            case ' ' -> "spaces";
            default -> "'" + separator + "'";
        };
        return "table, " + name + " between cells" + (header ? "" : ", no header");
    }
}
