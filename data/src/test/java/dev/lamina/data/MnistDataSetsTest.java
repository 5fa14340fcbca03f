package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistDataSetsTest {
    /** MNIST's four files, where a checkout has them beside it. */
    private static final Path MNIST =
            Path.of("").toAbsolutePath().resolve("../../shared/data/mnist").normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-", "."})
    void validationIsTheFirstOfTheTrainingFiles(String separator) throws IOException {
        IdxFiles.write(folder, IdxFiles.arrays(60, 17, 3, 5, 7), separator);
        var data = MnistDataSets.read(folder, true, true, 20);
        assertThat(data.train().numExamples()).isEqualTo(40);
        assertThat(data.validation().numExamples()).isEqualTo(20);
        assertThat(data.test().numExamples()).isEqualTo(17);
        assertThat(data.train().numClasses()).isEqualTo(7);
        assertThat(data.train().rows()).isEqualTo(3);
        assertThat(data.train().columns()).isEqualTo(5);
        float unit = (float) (1.0 / 255.0);
        assertThat(data.validation().images().floats()[15 * 19]).isEqualTo(19 * unit);
        assertThat(data.train().images().floats()[0]).isEqualTo(20 * unit);
    }

    @Test
    void shapesAndTypesAreAsAskedFor() {
        var arrays = IdxFiles.arrays(12, 3, 3, 5, 7);
        var flat = MnistDataSets.of(arrays, true, true, 0, 1).train().nextBatch(4);
        assertThat(flat.images().shape()).isEqualTo(Shape.of(4, 15));
        assertThat(flat.labels().shape()).isEqualTo(Shape.of(4, 7));
        assertThat(flat.labels().dtype()).isEqualTo(DType.FLOAT32);
        var square = MnistDataSets.of(arrays, false, false, 0, 1).train().nextBatch(4);
        assertThat(square.images().shape()).isEqualTo(Shape.of(4, 3, 5, 1));
        assertThat(square.labels().shape()).isEqualTo(Shape.of(4));
        assertThat(square.labels().dtype()).isEqualTo(DType.INT32);
        assertThat(square.pixels()).isEqualTo(flat.pixels());
    }

    @Test
    void aSetMayBeEmpty() {
        var data = MnistDataSets.of(IdxFiles.arrays(12, 3, 3, 5, 7), true, true, 12, 1);
        assertThat(data.train().numExamples()).isZero();
        assertThat(data.train().batches(4)).isEmpty();
        assertThat(data.train().images().shape()).isEqualTo(Shape.of(0, 15));
        assertThatThrownBy(() -> data.train().nextBatch(1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void refusesAValidationSizeInTensorFlowsWords() {
        var arrays = IdxFiles.arrays(12, 3, 3, 5, 7);
        for (int size : new int[] {-1, 13}) {
            assertThatThrownBy(() -> MnistDataSets.of(arrays, true, true, size, 1))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageStartingWith("Validation size should be between 0 and 12. Received: " + size + ".");
        }
    }

    @Test
    void namesEveryMissingFile() throws IOException {
        IdxFiles.write(folder, IdxFiles.arrays(6, 3, 2, 2, 3), "-");
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
        assertThatThrownBy(() -> MnistDataSets.read(folder, true, true, 0))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContainingAll(folder.toString(), "train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz");
        assertThatThrownBy(() -> MnistDataSets.read(folder.resolve("nowhere"), true, true, 0))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no folder");
    }

    @Test
    void refusesFilesThatDoNotGoTogether() {
        var images = IdxFiles.images(6, 2, 2);
        var labels = IdxFiles.labels(6, 3);
        assertThatThrownBy(() -> new MnistArrays(images, IdxFiles.labels(5, 3), images, labels))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("6 images", "5 labels");
        assertThatThrownBy(() -> new MnistArrays(images, labels, IdxFiles.images(6, 2, 3), labels))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("2x3", "2x2");
        assertThatThrownBy(() -> new MnistArrays(labels, labels, images, labels))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[n, rows, columns], found [6]");
        assertThatThrownBy(() -> new MnistArrays(images, images, images, labels))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[n], found [6, 2, 2]");
    }

    @Test
    void readsMnistItself() {
        assumeTrue(Files.isDirectory(MNIST), "skipped: MNIST's four files are not in " + MNIST);
        var data = MnistDataSets.read(MNIST, true, true, MnistDataSets.VALIDATION_SIZE);
        assertThat(data.train().numExamples()).isEqualTo(55_000);
        assertThat(data.validation().numExamples()).isEqualTo(5_000);
        assertThat(data.test().numExamples()).isEqualTo(10_000);
        assertThat(data.train().numClasses()).isEqualTo(10);
        var first = data.validation().batches(5).inOrder().iterator().next();
        assertThat(first.classes()).containsExactly(5, 0, 4, 1, 9);
        assertThat(first.images().shape()).isEqualTo(Shape.of(5, 784));
        var test = data.test().batches(5).inOrder().iterator().next();
        assertThat(test.classes()).containsExactly(7, 2, 1, 0, 4);
        assertThat(Arrays.stream(data.validation()
                                .batches(5000)
                                .iterator()
                                .next()
                                .classes())
                        .distinct())
                .hasSize(10);
    }
}
