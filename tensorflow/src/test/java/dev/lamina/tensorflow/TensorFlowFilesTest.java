package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.Tf;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that TensorFlow 1 and 2 wrote, where they are at hand: beside the repository. */
class TensorFlowFilesTest {
    private static final String SIMPLE = "checkpoint/simple_graph/data-all-1000";
    private static final String HALF_PLUS_TWO =
            "saved_model/saved_model_half_plus_two_cpu/00000123/variables/variables";
    private static final String OBJECTS = "saved_model/saved_model_half_plus_two_tf2_cpu/00000123/variables/variables";

    @TempDir
    Path folder;

    private static String given(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("shared/conformance/tensorflow"))) {
            root = root.getParent();
        }
        assumeTrue(root != null, "shared/conformance/tensorflow is not beside the repository");
        return root.resolve("shared/conformance/tensorflow").resolve(name).toString();
    }

    @Test
    void writingThemAgainGivesTheSameBytes() throws IOException {
        for (String name : new String[] {SIMPLE, HALF_PLUS_TWO, OBJECTS}) {
            String prefix = given(name);
            String copy = folder.resolve("copy").toString();
            CheckpointFiles.delete(copy);
            Checkpoint.write(copy, CheckpointTest.all(prefix));
            assertThat(CheckpointTest.all(copy)).isEqualTo(CheckpointTest.all(prefix));
            if (!name.equals(OBJECTS)) {
                // Objects are in the data file in the order in which they were found.
                assertThat(BundlePaths.data(copy, 0, 1)).hasSameBinaryContentAs(BundlePaths.data(prefix, 0, 1));
            }
            if (name.equals(SIMPLE)) {
                // The indices of the others are compressed.
                assertThat(BundlePaths.index(copy)).hasSameBinaryContentAs(BundlePaths.index(prefix));
            }
        }
    }

    @Test
    void theLatestIsFoundThoughTheFolderWasMoved() {
        Path moved = Path.of(given("checkpoint/simple_graph"));
        assertThat(Saver.latestCheckpoint(moved)).contains(given(SIMPLE));
        assertThat(Checkpoint.open(given(SIMPLE)).shape("Variable")).isEqualTo(Shape.of(4));
    }

    @Test
    void variablesOfBothTensorFlowsAreRestoredByName() {
        for (String name : new String[] {HALF_PLUS_TWO, OBJECTS}) {
            Tf tf = Tf.create();
            Variable a = tf.variable(tf.constant(0f), "a");
            Variable b = tf.variable(tf.constant(0f), "b");
            String prefix = given(name);
            Map<String, Variable> names = name.equals(OBJECTS)
                    ? Map.of("a/.ATTRIBUTES/VARIABLE_VALUE", a, "b/.ATTRIBUTES/VARIABLE_VALUE", b)
                    : Map.of("a", a, "b", b);
            try (Session session = tf.session()) {
                new Saver(names).restore(session, prefix);
                assertThat(session.run(a)).isEqualTo(Tensor.of(0.5f));
                assertThat(session.run(b)).isEqualTo(Tensor.of(2f));
            }
        }
    }
}
