package dev.lamina.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.split.Split;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    private static List<String> rows(Table table) {
        var rows = new ArrayList<String>();
        table.forEach(row -> rows.add(row.toString()));
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                ", ! a,b\\n1,2\\n3,4",
                "; ! a;b\\n1,5;2,5\\n3,5;4,5",
                "| ! a|b,c\\n1|2\\n3|4",
                "t ! a\\tb\\n1;2\\t3;4",
                "^ ! a^b\\n1^2",
                "~ ! a~b\\nx~y",
                ": ! a:b\\n1:2\\n3:4",
                "s ! a b\\n1 2\\n3 4",
                ", ! when,what\\n12:30,x y\\n12:40,x y",
                ", ! a,b\\n\"1;2\",3\\n\"4;5\",6",
                ", ! a,b\\n1,2\\n1,2,3\\n1,2",
                ", ! name of a person\\nJohn Smith\\nJane Doe"
            })
    void findsTheSeparator(String expected, String text) throws IOException {
        char separator = expected.equals("t") ? '\t' : expected.equals("s") ? ' ' : expected.charAt(0);
        var file = file(text.replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(SeparatorSearch.in(file, CsvFormat.standard())).isEqualTo(separator);
    }

    @Test
    void findsTheSeparatorInALongFileWithAByteOrderMark() throws IOException {
        var text = "\ufeffa;b\n" + "1,25;\"one; two\"\n".repeat(20_000);
        try (var table = CsvTable.open(file(text))) {
            assertThat(table.separator()).isEqualTo(';');
            assertThat(table.header().columns()).containsExactly("a", "b");
            assertThat(table.size()).isEqualTo(20_000);
            assertThat(table.row(19_999).text("b")).isEqualTo("one; two");
            assertThat(table).asString().contains("data.csv", "\";\" found", "20000 rows of 2 columns");
        }
        try (var table = CsvTable.open(file("a;b\n1;2\n"), CsvFormat.standard().withSeparator(','))) {
            assertThat(table.header().columns()).containsExactly("a;b");
            assertThat(table).asString().contains("\",\" between").doesNotContain("found");
        }
    }

    @Test
    void whatIsMissingIsTheFormatsToSay() throws IOException {
        var text = "a,b,c,d,e\n, ? ,NA,NaN,\"\"\nx,y,n/a,null,NULL\n";
        try (var table = CsvTable.open(file(text))) {
            assertThat(rows(table)).containsExactly("[null, null, null, null, null]", "[x, y, null, null, null]");
        }
        try (var table = CsvTable.open(file(text), CsvFormat.standard().withMissing("", "x"))) {
            assertThat(rows(table)).containsExactly("[null, ?, NA, NaN, null]", "[null, y, n/a, null, NULL]");
            assertThat(table.row(0).text(1)).isEqualTo("?");
        }
    }

    @Test
    void rowsAreReadByNumberInOrderAndInParts() throws IOException {
        var text = new StringBuilder("id,word\n");
        for (int i = 0; i < 100; i++) {
            text.append(i).append(i % 10 == 0 ? ",\"two\nlines\"\n\n" : ",w" + i + "\n");
        }
        try (var table = CsvTable.open(file(text.toString()))) {
            assertThat(table.size()).isEqualTo(100);
            var all = rows(table);
            for (int i = 99; i >= 0; i--) {
                assertThat(table.row(i)).hasToString(all.get(i));
                assertThat(table.row(i).text("id")).isEqualTo(Integer.toString(i));
            }
            var part = table.rows(3, 10, 99);
            assertThat(part.size()).isEqualTo(3);
            assertThat(rows(part)).containsExactly("[3, w3]", "[10, two\nlines]", "[99, w99]");
            assertThat(part.row(1)).hasToString("[10, two\nlines]");
            assertThat(part.header()).isEqualTo(table.header());
            assertThat(rows(part.rows(2))).containsExactly("[99, w99]");
            part.close();
            assertThat(rows(part)).hasSize(3);
            for (int[] wrong : new int[][] {{100}, {-1}, {2, 2}, {5, 4}}) {
                assertThatThrownBy(() -> table.rows(wrong)).isInstanceOf(InvalidArgumentException.class);
            }
        }
    }

    @Test
    void tablesAreSplitByWhatTheirRowsHold() throws IOException {
        var text = new StringBuilder("patient,kind\n");
        for (int i = 0; i < 200; i++) {
            text.append("p").append(i % 37).append(i < 150 ? ",well\n" : ",ill\n");
        }
        try (var table = CsvTable.open(file(text.toString()))) {
            var random = table.split(Split.random(1), 0.75, 0.25);
            assertThat(random.getFirst().size()).isEqualTo(150);
            var parts = table.split(Split.stratified(1, row -> row.text("kind")), 0.8, 0.2);
            assertThat(rows(parts.getLast()).stream().filter(row -> row.contains("ill")))
                    .hasSize(10);
            var groups = table.split(Split.grouped(1, row -> row.text("patient")), 0.5, 0.5);
            var left = new ArrayList<String>();
            groups.getFirst().forEach(row -> left.add(row.text("patient")));
            groups.getLast().forEach(row -> assertThat(left).doesNotContain(row.text("patient")));
            var validated = new ArrayList<String>();
            for (var fold : table.folds(Split.grouped(1, Row::content), 4)) {
                assertThat(fold.train().size() + fold.validation().size()).isEqualTo(200);
                assertThat(rows(fold.train())).doesNotContainAnyElementsOf(rows(fold.validation()));
                validated.addAll(rows(fold.validation()));
            }
            assertThat(validated).containsExactlyInAnyOrderElementsOf(rows(table));
            assertThatThrownBy(() -> table.split(Split.stratified(1, row -> row.text("none")), 0.5, 0.5))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("data.csv", "no column \"none\"");
        }
    }

    @Test
    void contentTellsRowsApart() {
        var header = new Header("a table", "row", List.of("a", "b"));
        assertThat(List.of(
                        new Row(header, 1, java.util.Arrays.asList("x", null)).content(),
                        new Row(header, 1, List.of("x", "-")).content(),
                        new Row(header, 1, List.of("x,1:-", "")).content(),
                        new Row(header, 1, java.util.Arrays.asList(null, "x")).content()))
                .doesNotHaveDuplicates();
        assertThat(new Row(header, 7, List.of("x", "y")).unexpected(1, "a moon"))
                .hasMessage("a table, row 7, column 2 \"b\": expected a moon, found \"y\"");
    }

    @Test
    void aHeaderOfNumbersIsTold() throws IOException {
        var told = new ArrayList<String>();
        try (var log = new Told(told)) {
            CsvTable.open(file("17,0\n18,1\n")).close();
            assertThat(told).singleElement().asString().contains("data.csv", "\"17\", \"0\"", "withoutHeader()");
            told.clear();
            CsvTable.open(file("17,0\n18,1\n"), CsvFormat.standard().withoutHeader())
                    .close();
            assertThat(told).isEmpty();
            assertThat(log).isNotNull();
        }
    }

    @Test
    void whatCannotBeReadIsATypedError() throws IOException {
        assertThatThrownBy(() -> CsvTable.open(folder.resolve("none.csv")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none.csv");
        assertThatThrownBy(() -> CsvTable.open(folder)).isInstanceOf(DataLossException.class);
        var file = file("a,b\n1,2\n3,4\n");
        try (var table = CsvTable.open(file)) {
            Files.writeString(file, "a,b\n1,2\n");
            assertThatThrownBy(() -> rows(table))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContainingAll("data.csv", "changed");
        }
        for (char wrong : new char[] {'"', '\n', '\r', '\u00e9', 0}) {
            assertThatThrownBy(() -> CsvFormat.standard().withSeparator(wrong))
                    .isInstanceOf(InvalidArgumentException.class);
        }
    }
}
