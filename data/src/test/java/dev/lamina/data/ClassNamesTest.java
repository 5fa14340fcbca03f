package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of classes are those that were learned, whatever other files lack. */
class ClassNamesTest {
    private static final List<String> NAMES = List.of("oak", "elm", "fir");

    @TempDir
    Path folder;

    private Path csv;

    @BeforeEach
    void write() throws IOException {
        csv = Files.writeString(folder.resolve("test.csv"), "x,tree\n1,fir\n2,oak\n");
        for (var name : new String[] {"oak", "fir"}) {
            Files.createDirectories(folder.resolve("trees").resolve(name));
            ImageIO.write(
                    new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    folder.resolve("trees").resolve(name).resolve("1.png").toFile());
        }
    }

    private static int[] numbers(ExampleSource source) {
        return PipelineTest.drain(Pipeline.of(source).batch(9).open(0, 0))
                .getFirst()
                .get(1)
                .ints();
    }

    @Test
    void aFileWithoutAClassShiftsNoOther() {
        var layout = CsvLayout.classes("tree");
        try (var found = CsvExamples.open(csv, layout);
                var given = CsvExamples.open(csv, layout.withClasses(NAMES))) {
            assertThat(found.classNames()).containsExactly("fir", "oak");
            assertThat(numbers(found)).containsExactly(0, 1);
            assertThat(given.classNames()).isEqualTo(NAMES);
            assertThat(numbers(given)).containsExactly(2, 0);
        }
    }

    @Test
    void aFolderWithoutAClassShiftsNoOther() throws IOException {
        Files.createDirectories(folder.resolve("trees/elm"));
        var trees = folder.resolve("trees");
        assertThatThrownBy(() -> ImageFolder.open(trees, 2, 2, 1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("elm");
        var given = ImageFolder.open(trees, 2, 2, 1, NAMES);
        assertThat(given.classNames()).isEqualTo(NAMES);
        // In the order of the folders, which is that of their names: fir, oak.
        assertThat(numbers(given)).containsExactly(2, 0);
        assertThat(given.file(0).toString()).contains("fir");
    }

    @Test
    void aClassThatIsNoneIsAnError() {
        var layout = CsvLayout.classes("tree").withClasses(List.of("oak", "elm"));
        assertThatThrownBy(() -> CsvExamples.open(csv, layout))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("test.csv", "line 2", "\"tree\"", "[\"oak\", \"elm\"]", "\"fir\"");
        assertThatThrownBy(() -> ImageFolder.open(folder.resolve("trees"), 2, 2, 1, List.of("oak", "elm")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("fir", "[\"oak\", \"elm\"]");
        assertThatThrownBy(() -> CsvLayout.classes("tree").withClasses(List.of("oak", "oak")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("oak");
        assertThatThrownBy(() -> CsvLayout.values("x").withClasses(NAMES))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("numbers");
    }

    @Test
    void noPictureAtAllIsAnError() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(empty.resolve("oak"));
        assertThatThrownBy(() -> ImageFolder.open(empty, 2, 2, 1, NAMES))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void namesGoThroughAPipelineAsLongAsLabelsAreClasses() {
        var trees = Pipeline.of(ImageFolder.open(folder.resolve("trees"), 2, 2, 1, NAMES));
        assertThat(trees.classNames()).isEqualTo(NAMES);
        var oneHot = trees.shuffle(1).skip(1).repeat(2).reshape(4).map(new OneHot(3));
        assertThat(oneHot.classNames()).isEqualTo(NAMES);
        assertThat(oneHot.batch(2).prefetch(1).classNames()).isEqualTo(NAMES);
        ExampleMap other = new ExampleMap() {
            @Override
            public ExampleSpec spec(ExampleSpec input) {
                return input.withLabel(Shape.of(1), DType.FLOAT32);
            }

            @Override
            public void apply(Example in, Example out, java.util.random.RandomGenerator random) {
                out.label().set(0, in.label().get(0));
            }
        };
        assertThat(trees.map(other).classNames()).isEmpty();
        assertThat(PipelineTest.numbered(3).batch(2).classNames()).isEmpty();
        assertThat(PipelineTest.numbered(3).encoding()).isEmpty();
    }
}
