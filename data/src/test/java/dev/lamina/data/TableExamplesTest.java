package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.split.Split;
import dev.lamina.data.table.Column;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.Label;
import dev.lamina.data.table.TableEncoding;
import dev.lamina.data.table.TableSchema;
import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableExamplesTest {
    private static final TableSchema HOMES = TableSchema.of(
            Column.number("area").minMax(), Column.number("rooms").missingAsMean(), Column.category("city"));

    @TempDir
    Path folder;

    private CsvTable table(String name, String text) throws IOException {
        return CsvTable.open(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void rowsBecomeExamples() throws IOException {
        try (var train = table("train.csv", "area;rooms;city;price\n50;2;Bern;900\n60;;Ulm;800\n");
                var test = table("test.csv", "price,city,area,rooms\n700,Rome,55,3\n")) {
            var encoding = HOMES.withLabel(Label.values("price")).fit(train);
            var examples = TableExamples.of(train, encoding);
            assertThat(examples.spec())
                    .isEqualTo(new ExampleSpec(Shape.of(5), DType.FLOAT32, Shape.of(1), DType.FLOAT32));
            var batch = PipelineTest.drain(Pipeline.of(examples).batch(9).open(0, 0))
                    .getFirst();
            assertThat(batch)
                    .containsExactly(
                            Tensor.of(new float[][] {{0, 2, 0, 1, 0}, {1, 2, 0, 0, 1}}),
                            Tensor.of(new float[][] {{900}, {800}}));
            assertThat(examples.features()).isEqualTo(batch.getFirst());
            assertThat(examples.size()).isEqualTo(2);
            assertThat(examples.table()).isSameAs(encoding);
            assertThat(examples).asString().contains("train.csv", "2 rows");
            var other = TableExamples.of(test, encoding);
            assertThat(other.features()).isEqualTo(Tensor.of(new float[][] {{.5f, 3, 1, 0, 0}}));
            assertThat(other.classNames()).isEmpty();
        }
    }

    @Test
    void whatWasFittedGoesThroughAPipelineAsText() throws IOException {
        try (var train = table("train.csv", "area,rooms,city,kind\n50,2,Bern,flat\n60,3,Ulm,house\n");
                var ask = table("ask.csv", "area,rooms,city\n55,,Bern\n")) {
            var encoding = HOMES.withLabel(Label.classes("kind")).fit(train);
            var batches = Pipeline.of(TableExamples.of(train, encoding))
                    .shuffle(1)
                    .map(new OneHot(2))
                    .batch(2);
            assertThat(batches.classNames()).containsExactly("flat", "house");
            var read = TableEncoding.parse(batches.encoding().orElseThrow());
            assertThat(read.label().orElseThrow().names()).isEqualTo(batches.classNames());
            assertThat(TableExamples.of(ask, read.withoutLabel()).features())
                    .isEqualTo(Tensor.of(new float[][] {{.5f, 2.5f, 0, 1, 0}}));
            assertThatThrownBy(() -> TableExamples.of(ask, read))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("ask.csv", "\"kind\"");
        }
    }

    @Test
    void otherRowsHaveAnotherFingerprint() throws IOException {
        try (var all = table("all.csv", "area,rooms,city,price\n50,2,Bern,1\n60,3,Ulm,2\n70,4,Bern,3\n80,5,Ulm,4\n")) {
            var schema = HOMES.withLabel(Label.values("price"));
            var encoding = schema.fit(all);
            long print = TableExamples.of(all.rows(0, 1), encoding).fingerprint();
            assertThat(TableExamples.of(all.rows(0, 1), encoding).fingerprint()).isEqualTo(print);
            assertThat(TableExamples.of(all.rows(0, 2), encoding).fingerprint()).isNotEqualTo(print);
            assertThat(TableExamples.of(all.rows(0, 1), schema.fit(all.rows(0, 1)))
                            .fingerprint())
                    .isNotEqualTo(print);
            var parts = Pipeline.of(TableExamples.of(all, encoding)).split(Split.random(1), 0.5, 0.5);
            assertThat(PipelineTest.drain(
                            parts.getFirst().cache().shuffle(1).batch(2).open(1, 0)))
                    .isEqualTo(PipelineTest.drain(
                            parts.getFirst().shuffle(1).batch(2).open(1, 0)));
            var kept = folder.resolve("kept.cache");
            try (var cursor = parts.getFirst().cache(kept).batch(2).open(0, 0)) {
                assertThat(cursor.next().size()).isEqualTo(2);
            }
            assertThatThrownBy(() -> parts.getLast().cache(kept))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContainingAll("kept.cache", "other examples");
        }
        var file = Files.writeString(folder.resolve("x.csv"), "x,y\n1,2\n3,4\n");
        try (var csv = CsvExamples.open(file, CsvLayout.values("y"));
                var other = CsvExamples.open(file, CsvLayout.values("x"))) {
            assertThat(csv.fingerprint()).isNotEqualTo(other.fingerprint());
        }
    }

    @Test
    void whatDoesNotFitIsToldAtOnce() throws IOException {
        try (var train = table("train.csv", "area,rooms,city,kind\n50,2,Bern,flat\n60,3,Ulm,house\n");
                var tent = table("tent.csv", "area,rooms,city,kind\n50,2,Bern,tent\n");
                var text = table("text.csv", "area,rooms,city,kind\n50,2,Bern,flat\nlarge,2,Bern,flat\n")) {
            var encoding = HOMES.withLabel(Label.classes("kind")).fit(train);
            assertThatThrownBy(() -> TableExamples.of(tent, encoding))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContainingAll("tent.csv", "line 2", "\"tent\"");
            assertThatThrownBy(() -> TableExamples.of(text, encoding))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContainingAll("text.csv", "line 3", "\"large\"");
        }
    }

    @Test
    void whatIsFittedOnAPartIsOfThatPartAlone() throws IOException {
        var text = new StringBuilder("area,rooms,city,kind\n");
        for (int i = 0; i < 100; i++) {
            text.append(i).append(",1,Bern,").append(i < 50 ? "flat\n" : "house\n");
        }
        try (var all = table("all.csv", text.toString())) {
            var parts = all.split(Split.stratified(1, row -> row.text("kind")), 0.8, 0.2);
            var encoding = HOMES.withLabel(Label.classes("kind")).fit(parts.getFirst());
            var train = TableExamples.of(parts.getFirst(), encoding);
            assertThat(train.size()).isEqualTo(80);
            var features = train.features().floats();
            float least = 1;
            float greatest = 0;
            for (int i = 0; i < features.length; i += 4) {
                least = Math.min(least, features[i]);
                greatest = Math.max(greatest, features[i]);
            }
            assertThat(least).isZero();
            assertThat(greatest).isEqualTo(1);
            assertThat(TableExamples.of(parts.getLast(), encoding).size()).isEqualTo(20);
        }
    }

    @Test
    void categoriesForAnEmbeddingAreTensorsOfTheirOwn() throws IOException {
        var schema = TableSchema.of(
                Column.category("city").ids(),
                Column.number("area"),
                Column.category("street").ids());
        try (var train = table("train.csv", "area,street,city\n50,x,Bern\n60,y,Ulm\n");
                var test = table("test.csv", "area,street,city\n70,z,Ulm\n")) {
            var encoding = schema.fit(train);
            var examples = TableExamples.of(test, encoding);
            assertThat(examples.spec().features())
                    .containsExactly(
                            new TensorSpec("features", Shape.of(1), DType.FLOAT32),
                            new TensorSpec("city", Shape.scalar(), DType.INT32),
                            new TensorSpec("street", Shape.scalar(), DType.INT32));
            assertThat(examples.spec().labels()).isEmpty();
            try (var cursor = Pipeline.of(examples).batch(3).open(0, 0)) {
                var batch = cursor.next();
                assertThat(batch.features("features")).isEqualTo(Tensor.of(new float[][] {{70}}));
                assertThat(batch.features("city")).isEqualTo(Tensor.of(new int[] {2}));
                assertThat(batch.features("street")).isEqualTo(Tensor.of(new int[] {0}));
            }
            assertThat(TableExamples.of(train, encoding).ids("street")).isEqualTo(Tensor.of(new int[] {1, 2}));
            assertThatThrownBy(() -> examples.ids("area"))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("[city, street]", "'area'");
            var only = TableExamples.of(
                    train, TableSchema.of(Column.category("city").ids()).fit(train));
            assertThat(only.spec().featureType()).isEqualTo(DType.INT32);
        }
    }
}
