package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.table.Column;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.TableSchema;
import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code cache(file)} keeps in its file: read instead of the source, told where it is another's or damaged. */
class CacheFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReadInsteadOfTheSource() {
        var file = folder.resolve("examples.cache");
        var expected = CacheTest.drain(
                CacheTest.plus(Pipeline.of(new CacheTest.Counted(1, 7)), 1)
                        .cache(file)
                        .batch(4),
                2);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        var source = new CacheTest.Counted(1, 7);
        assertThat(CacheTest.drain(
                        CacheTest.plus(Pipeline.of(source), 1).cache(file).batch(4), 2))
                .isEqualTo(expected);
        assertThat(source.reads()).as("those that are compared").isEqualTo(8);
    }

    @Test
    void aFileOfOtherExamplesIsTold() {
        var file = folder.resolve("examples.cache");
        CacheTest.drain(
                CacheTest.plus(Pipeline.of(new CacheTest.Counted(1, 7)), 1)
                        .cache(file)
                        .batch(4),
                1);

        List<Pipeline> others = List.of(
                Pipeline.of(new CacheTest.Counted(1, 8)),
                Pipeline.of(new CacheTest.Counted(1, 7)).take(CacheTest.SIZE - 1),
                Pipeline.of(new CacheTest.Counted(1, 7)).reshape(3, 1),
                Pipeline.of(new CacheTest.Counted(1, 7)).named("other"));
        for (var other : others) {
            assertThatThrownBy(() -> other.cache(file))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContainingAll("examples.cache", "is of other examples", "delete it");
        }
        for (var other : List.of(
                CacheTest.plus(Pipeline.of(new CacheTest.Counted(1, 7)), 2),
                CacheTest.plus(Pipeline.of(new CacheTest.Counted(2, 7)), 1))) {
            var batches = other.cache(file).batch(4);
            assertThatThrownBy(() -> CacheTest.drain(batches, 1))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContainingAll("examples.cache", "example ", "is another there");
        }
    }

    @Test
    void aChangedSourceHasAnotherFingerprint() throws IOException {
        var a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        var labels = Tensor.of(new int[] {0, 1});
        var file = folder.resolve("a.cache");
        CacheTest.drain(Pipeline.of(a, labels).cache(file).batch(1), 1);
        CacheTest.drain(Pipeline.of(a, labels).cache(file).batch(1), 1);
        assertThatThrownBy(() -> Pipeline.of(Tensor.of(new float[][] {{1, 2}, {3, 5}}), labels)
                        .cache(file))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("source has changed");

        var data = IdxFiles.arrays(6, 3, 2, 2, 3);
        var examples = MnistDataSets.of(data, true, true, 0, 1).train().examples();
        assertThat(examples.fingerprint())
                .isEqualTo(MnistDataSets.of(data, true, true, 0, 2)
                        .train()
                        .examples()
                        .fingerprint())
                .isNotEqualTo(MnistDataSets.of(data, true, true, 1, 1)
                        .train()
                        .examples()
                        .fingerprint());

        var picture = folder.resolve("pictures/a/1.png");
        Files.createDirectories(picture.getParent());
        Files.write(picture, PngFiles.file(new int[][] {{1, 2}}, 1, 8, 0, false));
        var pictures = ImageFolder.open(folder.resolve("pictures"), 1, 1, 1);
        long before = pictures.fingerprint();
        assertThat(pictures.fingerprint()).isEqualTo(before);
        assertThat(pictures.asStored().fingerprint()).isNotEqualTo(before);
        Files.setLastModifiedTime(picture, FileTime.fromMillis(0));
        assertThat(pictures.fingerprint()).isNotEqualTo(before);
    }

    /** More rows than are compared, and a change in a cell of none of these. */
    @Test
    void anyChangedCellOfATableIsTold() throws IOException {
        var file = folder.resolve("rows.cache");
        var schema = TableSchema.of(Column.number("a"));
        for (boolean isChanged : new boolean[] {false, true}) {
            var text = new StringBuilder("a,b\n");
            for (int i = 0; i < 100; i++) {
                text.append(isChanged && i == 77 ? 0 : i).append(",x\n");
            }
            try (var table = CsvTable.open(Files.writeString(folder.resolve("rows.csv"), text))) {
                var rows = Pipeline.of(TableExamples.of(table, schema.fit(table)));
                if (isChanged) {
                    assertThatThrownBy(() -> rows.cache(file))
                            .isInstanceOf(FailedPreconditionException.class)
                            .hasMessageContaining("source has changed");
                } else {
                    CacheTest.drain(rows.cache(file).batch(10), 1);
                    CacheTest.drain(rows.cache(file).batch(10), 1);
                }
            }
        }
    }

    @Test
    void damageIsTold() throws IOException {
        var file = folder.resolve("examples.cache");
        UnaryOperator<Pipeline> use = pipeline -> pipeline.cache(file);
        var expected =
                CacheTest.drain(use.apply(Pipeline.of(CacheTest.ofEveryType())).batch(2), 1);
        var whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            var damaged = whole.clone();
            damaged[i] ^= 0x41;
            Files.delete(file); // what maps the old one keeps it
            Files.write(file, damaged);
            try {
                assertThat(CacheTest.drain(
                                use.apply(Pipeline.of(CacheTest.ofEveryType())).batch(2), 1))
                        .isEqualTo(expected);
            } catch (DataLossException | FailedPreconditionException e) {
                assertThat(e).hasMessageContainingAll("examples.cache", "delete it");
                continue;
            }
            throw new AssertionError("byte " + i + " of " + whole.length + " is not looked at");
        }
        for (int length = 0; length < whole.length; length++) {
            Files.delete(file);
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> use.apply(Pipeline.of(CacheTest.ofEveryType())))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("examples.cache");
        }
        assertThat(file).as("a file that is there is never written over").hasSize(whole.length - 1L);
    }

    @Test
    void aFileIsWholeOrNotThere() throws IOException {
        var file = folder.resolve("examples.cache");
        var dead = Files.write(folder.resolve("examples.cache.partdead"), new byte[9]);
        var kept = Files.writeString(folder.resolve("examples.cache.part-2"), "the user's own");
        var batches = Pipeline.of(new CacheTest.Counted(1, 0)).cache(file).batch(4);
        try (var cursor = batches.open(0, 0)) {
            cursor.next();
            cursor.next();
        }
        assertThat(file).doesNotExist();
        assertThat(kept).as("what only begins like one").exists();
        Files.delete(kept);
        assertThat(dead).as("what a killed process left").doesNotExist();
        try (var names = Files.list(folder)) {
            assertThat(names).as("the one being written").hasSize(1);
        }
        // Another that writes the same, while the first is not done, by another path of the folder.
        Files.createDirectory(folder.resolve("below"));
        var other = Pipeline.of(new CacheTest.Counted(1, 0))
                .cache(folder.resolve("below/../examples.cache"))
                .batch(4);
        var expected = CacheTest.drain(other, 1);
        Files.delete(folder.resolve("below"));
        assertThat(file).exists();
        assertThat(CacheTest.drain(batches, 1)).isEqualTo(expected);
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file/below.cache", "."})
    void whatCannotBeWrittenIsTold(String name) throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> CacheTest.drain(
                        Pipeline.of(new CacheTest.Counted(1, 0))
                                .cache(folder.resolve(name))
                                .batch(4),
                        1))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(folder.toString());
    }
}
