package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.CheckpointRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaverTest {
    private static final float[][] WEIGHTS = {{1, 2, 3}, {3, 4, 5}};
    private static final float[] BIASES = {0.5f, 0.25f, 0.125f};

    @TempDir
    Path folder;

    private String prefix = "";

    @BeforeEach
    void name() {
        prefix = folder.resolve("my_net/save_net.ckpt").toString();
    }

    private String saved(String weights, String biases) {
        Tf tf = Tf.create();
        tf.named(weights).variable(tf.constant(WEIGHTS));
        tf.named(biases).variable(tf.constant(BIASES));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            return saver(tf).save(session, prefix);
        }
    }

    private static Saver saver(Tf tf) {
        return new Saver(tf.graph()).writeMetaGraph(false);
    }

    @Test
    void namedVariablesComeBackInAnyOrderWithoutAnInitializer() {
        saved("weights", "biases");
        Tf tf = Tf.create();
        Variable b = tf.variable(tf.zeros(3), "biases");
        Variable w = tf.variable(tf.zeros(2, 3), "weights");
        try (Session session = tf.session()) {
            saver(tf).restore(session, prefix);
            assertThat(session.run(w)).isEqualTo(Tensor.of(WEIGHTS));
            assertThat(session.run(b)).isEqualTo(Tensor.of(BIASES));
        }
    }

    @Test
    void variablesWithoutNamesInAnotherOrderAreRefusedAsInTheLesson() {
        saved("Variable", "Variable");
        Tf tf = Tf.create();
        tf.variable(tf.zeros(3));
        tf.variable(tf.zeros(2, 3));
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> saver(tf).restore(session, prefix))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageStartingWith(
                            "Assign requires shapes of both tensors to match. lhs shape= [3] rhs shape= [2,3]")
                    .hasMessageContaining("save/Assign")
                    .hasMessageContaining("Variable:0")
                    .hasMessageContaining("name your variables: tf.variable(init, \"weights_0\")");
            assertThat(session.variables()).isEmpty();
        }
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsSaidAndNothingChanges() {
        saved("weights", "biases");
        Tf tf = Tf.create();
        tf.variable(tf.constant(new double[3]), "biases");
        tf.variable(tf.zeros(2, 3), "weights");
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> saver(tf).restore(session, prefix))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("expected dtype double does not equal original dtype float");
            tf.variable(tf.zeros(2, 3), "weight");
            assertThatThrownBy(() -> new Saver(List.of(tf.graph().variables().getLast())).restore(session, prefix))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Key weight not found in checkpoint")
                    .satisfies(e -> assertThat(((LaminaException) e).hint()).contains("weights"));
            assertThat(session.variables()).isEmpty();
        }
    }

    @Test
    void aMapGivesVariablesOtherNames() {
        saved("weights", "biases");
        Tf tf = Tf.create();
        Variable v = tf.variable(tf.zeros(3), "head/offset");
        try (Session session = tf.session()) {
            new Saver(Map.of("biases", v)).restore(session, prefix);
            assertThat(session.run(v)).isEqualTo(Tensor.of(BIASES));
        }
    }

    @Test
    void aChangedModelTakesWhatFits() {
        saved("weights", "biases");
        Tf tf = Tf.create();
        Variable w = tf.variable(tf.zeros(2, 3), "weights");
        tf.variable(tf.zeros(5), "biases");
        tf.variable(tf.zeros(1), "extra");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            RestoreReport report = saver(tf).restorePartial(session, prefix, _ -> true);
            assertThat(report)
                    .isEqualTo(new RestoreReport(
                            List.of("weights"),
                            List.of("extra"),
                            List.of(),
                            List.of("biases: float32[5] here, float32[3] in the checkpoint")));
            assertThat(session.run(w)).isEqualTo(Tensor.of(WEIGHTS));
            assertThat(session.variables().get("biases")).isEqualTo(Tensor.of(new float[5]));
            assertThat(saver(tf).restorePartial(session, prefix, Pattern.compile("^extra")))
                    .isEqualTo(new RestoreReport(List.of(), List.of("extra"), List.of("biases", "weights"), List.of()));
        }
    }

    @Test
    void trainingGoesOnInAGraphReadFromBesideTheVariables() {
        Tf tf = Tf.create();
        Variable w = tf.variable(tf.constant(new float[] {4, -2}), "w");
        String step = tf.train
                .momentum(0.25f, 0.5f)
                .minimize(tf.reduceSum(tf.square(w)))
                .name();
        Tensor expected;
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(tf.graph().node(step));
            new Saver(tf.graph()).save(session, prefix, 1);
            session.run(tf.graph().node(step));
            expected = session.run(w);
        }
        String latest = Saver.latestCheckpoint(folder.resolve("my_net")).orElseThrow();
        Graph graph = MetaGraphFile.read(Path.of(latest + ".meta"));
        try (Session session = new Session(graph)) {
            new Saver(graph).restore(session, latest);
            session.run(graph.node(step));
            assertThat(session.run(graph.output("w/read:0"))).isEqualTo(expected);
        }
    }

    @Test
    void theLatestFewStayAndAreNamedRelativeToTheirFolder() throws IOException {
        Tf tf = Tf.create();
        tf.variable(tf.zeros(1), "w");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Saver saver = saver(tf).maxToKeep(2);
            for (int step = 1; step <= 4; step++) {
                assertThat(saver.save(session, prefix, step)).isEqualTo(prefix + "-" + step);
            }
            assertThat(saver.lastCheckpoints()).containsExactly(prefix + "-3", prefix + "-4");
        }
        assertThat(folder.resolve("my_net/checkpoint")).hasContent("""
                        model_checkpoint_path: "save_net.ckpt-4"
                        all_model_checkpoint_paths: "save_net.ckpt-3"
                        all_model_checkpoint_paths: "save_net.ckpt-4"
                        """);
        assertThat(folder.resolve("my_net"))
                .isDirectoryNotContaining("glob:**ckpt-1.*")
                .isDirectoryNotContaining("glob:**ckpt-2.*")
                .isDirectoryContaining("glob:**ckpt-3.index");
        Path moved = Files.move(folder.resolve("my_net"), folder.resolve("elsewhere"));
        assertThat(Saver.latestCheckpoint(moved))
                .contains(moved.resolve("save_net.ckpt-4").toString());
        assertThat(Saver.latestCheckpoint(folder)).isEmpty();
    }

    @Test
    void oneInSoManyHoursStays() {
        CheckpointRotation rotation = new CheckpointRotation(Instant.EPOCH, Duration.ofHours(2));
        for (int hour = 0; hour < 6; hour++) {
            List<String> unwanted =
                    rotation.add("m-" + hour, Instant.EPOCH.plus(Duration.ofHours(hour)), 1, Duration.ofHours(2));
            assertThat(unwanted).isEqualTo(hour == 0 || hour == 4 ? List.of() : List.of("m-" + (hour - 1)));
        }
    }

    @Test
    void whatHasNoValueIsNotSaved() {
        Tf tf = Tf.create();
        tf.variable(tf.zeros(1), "w");
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> saver(tf).save(session, prefix))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value w");
        }
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> new Saver(new Graph()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("No variables to save");
        try (Session other = Tf.create().session()) {
            assertThatThrownBy(() -> saver(tf).restore(other, prefix))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("another graph");
        }
    }
}
