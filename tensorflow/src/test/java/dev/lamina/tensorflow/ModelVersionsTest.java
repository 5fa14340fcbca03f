package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that lead to a SavedModel. */
class ModelVersionsTest {
    @TempDir
    private Path folder;

    /** A model that multiplies with a variable of that value. */
    private static void save(Path to, float factor) {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        Output y = tf.multiply(x, tf.variable(tf.constant(new float[] {factor}), "factor"));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            SavedModel.save(
                    to,
                    session,
                    Map.of(ModelSignature.DEFAULT, ModelSignature.predict(Map.of("x", x), Map.of("y", y))));
        }
    }

    private static float twice(Path path) {
        try (SavedModel model = SavedModel.load(path)) {
            return model.run(ModelSignature.DEFAULT, Map.of("x", Tensor.of(2f)))
                    .values()
                    .iterator()
                    .next()
                    .floats()[0];
        }
    }

    @Test
    void theHighestVersionIsTaken() throws IOException {
        save(folder.resolve("9"), 9);
        save(folder.resolve("10"), 10);
        save(folder.resolve("temp-11"), 11);
        Files.createDirectories(folder.resolve("12")); // still being copied
        assertThat(SavedModel.folder(folder)).isEqualTo(folder.resolve("10"));
        assertThat(twice(folder)).isEqualTo(20);
        assertThat(ModelDescription.read(folder).path())
                .isEqualTo(folder.resolve("10").toString());
        List<String> told = new ArrayList<>();
        ModelDescription.read(folder, told::add);
        assertThat(told).singleElement().asString().contains("the highest is taken, " + folder.resolve("10"));
        assertThat(twice(folder.resolve("9"))).isEqualTo(18);
    }

    @Test
    void theFileItselfLeadsToItsModel() throws IOException {
        save(folder.resolve("model"), 3);
        Path file = folder.resolve("model").resolve("saved_model.pb");
        assertThat(SavedModel.folder(file)).isEqualTo(folder.resolve("model"));
        assertThat(twice(file)).isEqualTo(6);
        Path renamed = Files.move(file, file.resolveSibling("renamed"));
        assertThat(twice(renamed)).isEqualTo(6);
        assertThat(ModelDescription.read(renamed).value("factor")).contains(Tensor.of(new float[] {3}));
    }

    @Test
    void aFolderWithoutModelIsSaid() {
        assertThatThrownBy(() -> SavedModel.load(folder))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no SavedModel in " + folder);
        assertThatThrownBy(() -> SavedModel.load(folder.resolve("none")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none");
    }
}
