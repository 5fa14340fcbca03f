package dev.lamina.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    private static final Path ONE = Path.of("p", "One.java");
    private static final Path TWO = Path.of("p", "Two.java");

    @TempDir
    Path folder;

    @Test
    void whatStaysTheSameIsNotWrittenAgainAndWhatIsNoMoreIsDeleted() throws IOException {
        Generator.write(Map.of(ONE, "one", TWO, "two"), folder);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(folder.resolve(ONE), old);
        Generator.write(Map.of(ONE, "one"), folder);
        assertThat(Files.getLastModifiedTime(folder.resolve(ONE))).isEqualTo(old);
        assertThat(folder.resolve(TWO)).doesNotExist();
        Generator.write(Map.of(ONE, "another"), folder);
        assertThat(folder.resolve(ONE)).hasContent("another");
    }

    @Test
    void noGeneratedClassIsCommittedToo() throws IOException {
        Path sources = Path.of("src", "main", "java");
        Set<Path> generated = Generator.classes(sources).keySet();
        assertThat(generated).contains(Path.of("dev/lamina/kernel/product/RowTiles.java"));
        Set<Path> both = new TreeSet<>(generated);
        try (Stream<Path> files = Files.walk(sources)) {
            both.retainAll(files.map(sources::relativize).toList());
        }
        assertThat(both).isEmpty();
    }

    @Test
    void aTileThatTakesMoreRegistersThanThereAreIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Machine("OLD", "An old one", 128, 16, 3, 1, PanelAddress.MASKED))
                .withMessage("OLD: a tile of 6 rows by 3 vectors takes 22 registers, and there are 16");
    }

    @Test
    void maskedOffsetsHaveOneStepATurn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileShape(6, 4, 2, PanelAddress.MASKED))
                .withMessageContaining("one step, and not 2");
    }

    @Test
    void aTwinDiffersInTypeAndInTheNumbersOfItsRow() {
        DoubleTwin twin = new DoubleTwin("p", "LastFloat", Map.of("SIZE = 16;", "SIZE = 8;"));
        assertThat(twin.className()).isEqualTo("LastDouble");
        assertThat(twin.of("""
                        /** The last float32 number, floating. */
                        class LastFloat {
                            static final int SIZE = 16;
                            float last = Float.MIN_VALUE + 1.5f + 0f + x2f;
                        }
                        """)).isEqualTo("""
                        // Made of LastFloat when the module is built.
                        /** The last float64 number, floating. */
                        class LastDouble {
                            static final int SIZE = 8;
                            double last = Double.MIN_VALUE + 1.5d + 0d + x2f;
                        }
                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> twin.of("class LastFloat {}"))
                .withMessage("LastFloat has 0 times \"SIZE = 16;\", and not once");
    }

    @Test
    void operationsAreFoundInTheirFiles() {
        assertThat(OperationIndexSource.operations("""
                        /** Not an @OpDef. */
                        @OpDef(
                                inputs = "x: T",
                                attrs = {"record: int"})
                        public record Outer(int record) implements Op {
                            record Part(int size) {}

                            @OpDef(outputs = "y: float")
                            public record Inner() implements Op {}
                        }
                        """)).containsExactly("Outer", "Inner");
    }
}
