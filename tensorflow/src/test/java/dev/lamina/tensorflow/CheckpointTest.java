package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CheckpointTest {
    static final List<DType> TYPES = Samples.TYPES;

    @TempDir
    Path folder;

    private String prefix = "";

    @BeforeEach
    void name() {
        prefix = folder.resolve("model.ckpt").toString();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void everyTypeComesBack(DType type) {
        Map<String, Tensor> tensors = Map.of(
                "matrix", Samples.of(type),
                "none", Tensor.zeros(type, Shape.of(3, 0)),
                "scalar", Tensor.zeros(type, Shape.scalar()));
        Checkpoint.write(prefix, tensors);

        assertThat(all(prefix)).isEqualTo(tensors);
        assertThat(Checkpoint.open(prefix).dtype("matrix")).isEqualTo(type);
        assertThat(Checkpoint.open(prefix).shape("matrix")).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void whatDoesNotFitAGraphNamesTheCheckpoint() {
        Checkpoint.write(prefix, Map.of("w", Tensor.of(new float[] {1, 2})));
        Tf tf = Tf.create();
        tf.variable(tf.zeros(3), "w");
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> Checkpoint.open(prefix).restore(session))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("lhs shape= [3] rhs shape= [2]", prefix);
        }
    }

    @Test
    void largeTensorsAreReadAPieceAtATime() {
        float[] values = new float[1_000_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Checkpoint.write(prefix, Map.of("large", Tensor.wrap(values, values.length)));

        assertThat(Checkpoint.open(prefix).tensor("large").floats()).isEqualTo(values);
    }

    @Test
    void anIndexOfManyBlocksIsReadWhole() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 9000; i++) {
            tensors.put("tower_" + i % 7 + "/layer_" + i + "/a name that takes room in the index", Tensor.of(i));
        }
        Checkpoint.write(prefix, tensors);

        assertThat(BundlePaths.index(prefix))
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(300_000));
        assertThat(all(prefix)).isEqualTo(tensors);
    }

    @Test
    void theNewTakesThePlaceOfTheOldUnderOtherNames() throws IOException {
        for (int i = 0; i < 3; i++) {
            Map<String, Tensor> tensors = Map.of("a", Tensor.of(i), "b", Tensor.of("b" + i));
            Checkpoint.write(prefix, tensors);
            assertThat(all(prefix)).isEqualTo(tensors);
            assertThat(files())
                    .containsExactlyElementsOf(
                            i % 2 == 0
                                    ? List.of("model.ckpt.data-00000-of-00001", "model.ckpt.index")
                                    : List.of(
                                            "model.ckpt.data-00000-of-00002",
                                            "model.ckpt.data-00001-of-00002",
                                            "model.ckpt.index"));
        }
    }

    @Test
    void aDamagedCheckpointCanBeSavedOver() throws IOException {
        Checkpoint.write(prefix, Map.of("a", Tensor.of(1)));
        Files.write(BundlePaths.index(prefix), new byte[7]);
        Checkpoint.write(prefix, Map.of("a", Tensor.of(2)));
        assertThat(all(prefix)).isEqualTo(Map.of("a", Tensor.of(2)));
    }

    @Test
    void theNameThatAVariableSaysFindsItsTensor() {
        Checkpoint.write(prefix, Map.of("w", Tensor.of(1), "x:0", Tensor.of(2)));
        Checkpoint read = Checkpoint.open(prefix);
        assertThat(read.tensor("w:0")).isEqualTo(Tensor.of(1));
        assertThat(read.contains("w:0")).isTrue();
        assertThat(read.contains("w:1")).isFalse();
        assertThat(read.tensor("x:0")).isEqualTo(Tensor.of(2));
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("model.ckpt.index");
        Checkpoint.write(prefix + "-20", Map.of("a", Tensor.of(1)));
        Checkpoint.write(prefix + "-3", Map.of("a", Tensor.of(1)));
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(NotFoundException.class)
                .hasMessageEndingWith("there is " + prefix + "-3 and " + prefix + "-20");
        Files.write(Path.of(prefix), new byte[100]);
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is a file, but no checkpoint");
        Checkpoint.write(prefix, Map.of("a", Tensor.of(1)));
        Files.copy(BundlePaths.index(prefix), Path.of(prefix + "-v1")); // a V1 checkpoint is a table, too
        assertThatThrownBy(() -> Checkpoint.open(prefix + "-v1"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("has no list of its tensors");
        assertThatThrownBy(() -> Checkpoint.open(prefix).tensor("b"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Key b not found in checkpoint");
        Files.delete(BundlePaths.data(prefix, 0, 1));
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("data-00000-of-00001");
    }

    @Test
    void namesThatCannotBeAreRefused() throws IOException {
        for (String name : List.of("", "\0slice")) {
            assertThatThrownBy(() -> Checkpoint.write(prefix, Map.of(name, Tensor.of(1))))
                    .isInstanceOf(InvalidArgumentException.class);
        }
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    static Map<String, Tensor> all(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.names().forEach(name -> tensors.put(name, checkpoint.tensor(name)));
        return tensors;
    }
}
