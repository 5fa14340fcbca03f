package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvExamplesTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    private static List<Tensor> all(CsvExamples examples) {
        return PipelineTest.drain(Pipeline.of(examples).batch(100).open(0, 0)).getFirst();
    }

    @Test
    void readsFeaturesAndClasses() throws IOException {
        var text = "width,\"kind, \"\"exact\"\"\",height\r\n1.5,cat,-2\r\n 3 ,dog,4e1\r\n\r\n\"5\",\"cat\",.5";
        try (var examples = CsvExamples.open(file(text), CsvLayout.classes("kind, \"exact\""))) {
            assertThat(examples.size()).isEqualTo(3);
            assertThat(examples.classNames()).containsExactly("cat", "dog");
            assertThat(all(examples))
                    .containsExactly(Tensor.of(new float[][] {{1.5f, -2}, {3, 40}, {5, .5f}}), Tensor.of(new int[] {
                        0, 1, 0
                    }));
        }
    }

    @Test
    void readsChosenColumnsAndNumbersToPredict() throws IOException {
        var text = "a;b;name;price\n1;2;x;10\n3;4;\"y\nz\";20\n";
        var layout = CsvLayout.values("price").withSeparator(';').withFeatures("b", "a");
        try (var examples = CsvExamples.open(file(text), layout)) {
            assertThat(examples.spec())
                    .isEqualTo(new ExampleSpec(Shape.of(2), DType.FLOAT32, Shape.of(1), DType.FLOAT32));
            assertThat(all(examples))
                    .containsExactly(Tensor.of(new float[][] {{2, 1}, {4, 3}}), Tensor.of(new float[][] {{10}, {20}}));
        }
    }

    @Test
    void readsWithoutAHeaderAndPastAByteOrderMark() throws IOException {
        var layout = CsvLayout.classes("0").withoutHeader();
        try (var examples = CsvExamples.open(file("\ufeff10,1\n9,2\n-1,3\n"), layout)) {
            // Classes that are all numbers come in their order.
            assertThat(examples.classNames()).containsExactly("-1", "9", "10");
            assertThat(all(examples)).containsExactly(Tensor.of(new float[][] {{1}, {2}, {3}}), Tensor.of(new int[] {
                2, 1, 0
            }));
        }
    }

    @Test
    void everyOrderReadsTheSameLines() throws IOException {
        var text = new StringBuilder("x,y\n");
        for (int i = 0; i < 3000; i++) {
            text.append(i).append(i % 7 == 0 ? ",\"é\n" : ",\"").append(i % 3).append("\"\n");
        }
        try (var examples = CsvExamples.open(file(text.toString()), CsvLayout.classes("y"))) {
            var batch = PipelineTest.drain(Pipeline.of(examples)
                            .shuffle(1)
                            .batch(3000)
                            .prefetch(1)
                            .open(0, 0))
                    .getFirst();
            float[] numbers = batch.getFirst().floats();
            int[] classes = batch.get(1).ints();
            for (int i = 0; i < numbers.length; i++) {
                var name = (numbers[i] % 7 == 0 ? "é\n" : "") + (int) numbers[i] % 3;
                assertThat(examples.classNames().get(classes[i])).isEqualTo(name);
            }
            assertThat(numbers).doesNotHaveDuplicates().hasSize(3000);
        }
    }

    @Test
    void stoppingAPrefetchLeavesTheFileOpen() throws IOException {
        var text = "x,y\n" + "1,2\n".repeat(2000);
        try (var examples = CsvExamples.open(file(text), CsvLayout.values("y"))) {
            var source = Pipeline.of(examples).batch(50).prefetch(2);
            for (int i = 0; i < 50; i++) {
                try (var cursor = source.open(0, i % 3)) {
                    assertThat(cursor.next().size()).isEqualTo(50);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,a\\n3,,b       | line 3, column 2 \"y\": the cell is missing",
                "1,2,a\\nx1,2,b     | line 3, column 1 \"x\": expected a number, found \"x1\"",
                "1,NaN,a            | line 2, column 2 \"y\": the cell is missing",
                "1,Infinity,a       | line 2, column 2",
                "1,1e39,a           | line 2, column 2",
                "1,0x1p3,a          | line 2, column 2 \"y\": expected a decimal number",
                "1,1f,a             | line 2, column 2 \"y\": expected a decimal number",
                "1,'2,5',a          | numbers are written as 1234.5",
                "1,'-1.234,50',a    | numbers are written as 1234.5",
                "1,'1,234,567',a    | numbers are written as 1234.5",
                "1,2,''             | line 2, column 3 \"c\": expected a class",
                "1,2,a\\n1,2        | line 3: expected 3 cells, found 2",
                "1,2,a\\n1,2        | leave out titles and comments",
                "1,2,a\\n\\n1,2,a,4 | line 4: expected 3 cells, found 4",
                "1,2,'a             | line 2",
                "1,'2'3,a           | line 2"
            })
    void aBadCellIsNamedByFileLineAndColumn(String lines, String message) throws IOException {
        var text = "x,y,c\n" + lines.strip().replace("\\n", "\n").replace('\'', '"');
        var file = file(text);
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.classes("c")))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message.strip());
    }

    @Test
    void aCellOfAnyContentMakesAShortMessage() throws IOException {
        var file = file("x,y\n1,\"\u001b[31m" + "9".repeat(100_000) + "z\"\n");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.values("y")))
                .isInstanceOf(DataLossException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b"));
    }

    @Test
    void aColumnThatIsNotThereOrThereTwiceIsNamed() throws IOException {
        var file = file("x,y,y\n1,2,3\n");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.values("z")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("no column \"z\"", "\"x\"");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.values("y")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("several columns \"y\"");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.values("x").withFeatures("y")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> CsvLayout.values("x").withSeparator('"')).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void hostileFilesAreTypedErrors() throws IOException {
        assertThatThrownBy(() -> CsvExamples.open(folder.resolve("none.csv"), CsvLayout.values("y")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> CsvExamples.open(folder, CsvLayout.values("y")))
                .isInstanceOf(DataLossException.class);
        var empty = file("");
        assertThatThrownBy(() -> CsvExamples.open(empty, CsvLayout.values("y")))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("is empty");
        var utf16 = Files.writeString(folder.resolve("16.csv"), "\ufeffx,y\n1,2\n", StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> CsvExamples.open(utf16, CsvLayout.values("y")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("16.csv is not UTF-8 text")
                .hasMessageContaining("hint: save it as UTF-8");
        var latin = Files.write(folder.resolve("l.csv"), new byte[] {'x', ',', 'y', '\n', '1', ',', (byte) 0xe9});
        assertThatThrownBy(() -> CsvExamples.open(latin, CsvLayout.classes("y")))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("UTF-8");
        // One quote that is never closed, longer than what a cell may be.
        var endless = file("x,y\n1,\"" + "a".repeat(20_000_000));
        assertThatThrownBy(() -> CsvExamples.open(endless, CsvLayout.classes("y")))
                .isInstanceOf(DataLossException.class);
        var wide = file(",".repeat(1_000_000));
        assertThatThrownBy(() -> CsvExamples.open(wide, CsvLayout.classes("y"))).isInstanceOf(DataLossException.class);
    }

    @Test
    void aFileThatChangesWhileItIsOpenIsAnError() throws IOException {
        var file = file("x,y\n1,a\n2,b\n");
        try (var examples = CsvExamples.open(file, CsvLayout.classes("y"))) {
            Files.writeString(file, "x,y\n1,c\n");
            assertThatThrownBy(() -> all(examples))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("expected one of the classes");
            Files.writeString(file, "");
            assertThatThrownBy(() -> all(examples)).isInstanceOf(DataLossException.class);
        }
    }

    @Test
    void closedItReadsNoMore() throws IOException {
        var examples = CsvExamples.open(file("x,y\n1,2\n"), CsvLayout.values("y"));
        examples.close();
        assertThatThrownBy(() -> all(examples)).isInstanceOf(DataLossException.class);
    }

    @Test
    void aHeaderAloneIsSaid() throws IOException {
        var file = file("x,y\n");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.classes("y")))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("data.csv", "no line but the header", "[x, y]");
    }

    @Test
    void theSeparatorIsFoundAndSaid() throws IOException {
        var file = file("3|0|1\n4|1|0\n");
        try (var examples = CsvExamples.open(file, CsvLayout.classes("2").withoutHeader())) {
            assertThat(examples.separator()).isEqualTo('|');
            assertThat(examples).asString().contains("\"|\" found between cells");
            assertThat(all(examples)).containsExactly(Tensor.of(new float[][] {{3, 0}, {4, 1}}), Tensor.of(new int[] {
                1, 0
            }));
        }
    }

    @Test
    void noFeaturesAreNeverTakenInSilence() throws IOException {
        var file = file("x#y#z\n1#2#3\n");
        assertThatThrownBy(() -> CsvExamples.open(file, CsvLayout.classes("x#y#z")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("no column but the label", "\",\" found", "withSeparator");
    }

    @Test
    void whatIsToBePredictedHasNoLabel() throws IOException {
        var file = file("area,rooms\n55,2\n60,3\n");
        var layout = CsvLayout.values("price").withFeatures("rooms", "area");
        assertThatThrownBy(() -> CsvExamples.open(file, layout))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("no column \"price\"", "withoutLabel()");
        try (var examples = CsvExamples.open(file, layout.withoutLabel())) {
            assertThat(examples.features()).isEqualTo(Tensor.of(new float[][] {{2, 55}, {3, 60}}));
            assertThat(examples.classNames()).isEmpty();
            assertThat(examples.table().label()).isEmpty();
            assertThat(examples.encoding()).contains(examples.table().toText());
        }
        assertThatThrownBy(() -> layout.withoutLabel().withClasses(List.of("a")))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void textAndMissingCellsSayWhatToWrite() throws IOException {
        var text = file("area,city,price\n50,Bern,900\n");
        assertThatThrownBy(() -> CsvExamples.open(text, CsvLayout.values("price")))
                .hasMessageContainingAll(
                        "line 2, column 2 \"city\": expected a number, found \"Bern\"", "Column.category");
        var missing = file("area,price\n50,900\n?,800\n");
        assertThatThrownBy(() -> CsvExamples.open(missing, CsvLayout.values("price")))
                .hasMessageContainingAll("line 3, column 1 \"area\": the cell is missing", ".missingAsMean()");
    }
}
