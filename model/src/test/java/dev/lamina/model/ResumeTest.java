package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.layer.Dense;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.Saver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private static final int EPOCHS = 4;

    @TempDir
    Path folder;

    private String prefix = "";

    @BeforeEach
    void name() {
        prefix = folder.resolve("state/run").toString();
    }

    private Fit fit(Callback... callbacks) {
        return Fit.on(Samples.training(100))
                .epochs(EPOCHS)
                .validation(Samples.validation(64))
                .callbacks(callbacks)
                .callbacks(EarlyStopping.highest("val_accuracy").patience(2));
    }

    /** The first steps of a training, ended by its user. */
    private static History stopped(Model model, Fit fit, int steps) {
        int[] asked = {0};
        History history = model.fit(fit.stopWhen(() -> asked[0]++ == steps));
        assertThat(history.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(history.steps()).isEqualTo(steps);
        return history;
    }

    /** 13 batches an epoch: at the very beginning, within epochs, and between them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 12, 13, 14, 26, 38})
    void whereverItIsInterruptedItEndsWithTheSameBits(int steps) throws IOException {
        Path whole = folder.resolve("whole.csv");
        Path parts = folder.resolve("parts.csv");
        History expected;
        Map<String, Tensor> variables;
        try (Model model = Samples.model()) {
            expected = model.fit(fit(new CsvLog(whole)));
            variables = model.session().variables();
        }
        Fit resuming = fit(new CsvLog(parts)).checkpoints(Checkpoints.at(prefix));
        try (Model model = Samples.model()) {
            stopped(model, resuming, steps);
        }
        try (Model model = Samples.model()) {
            History history = model.fit(resuming.resume());
            assertThat(history.ending()).isEqualTo(expected.ending());
            assertThat(history.reason()).isEqualTo(expected.reason());
            assertThat(history.problems()).isEmpty();
            assertThat(history.epochs().stream().map(EpochResult::values))
                    .isEqualTo(
                            expected.epochs().stream().map(EpochResult::values).toList());
            assertThat(model.session().variables()).isEqualTo(variables);
        }
        assertThat(Files.readString(parts)).isEqualTo(Files.readString(whole));
    }

    @Test
    void whatIsOverStaysOver() {
        Fit fit = fit().checkpoints(Checkpoints.at(prefix));
        try (Model model = Samples.model();
                Model again = Samples.model()) {
            History history = model.fit(fit);
            History same = again.fit(fit.resume());
            assertThat(same).isEqualTo(history);
            assertThat(again.session().variables()).isEqualTo(model.session().variables());
        }
    }

    @Test
    void aNetworkWithoutASeedResumesExactlyToo() {
        Fit fit = Fit.on(Samples.training(100))
                .epochs(2)
                .checkpoints(Checkpoints.at(prefix).everySteps(5));
        Compilation compilation = Compilation.of(
                new dev.lamina.train.Momentum(0.1f, 0.9f), new dev.lamina.loss.SparseSoftmaxCrossEntropy());
        try (Model one = Model.of(Samples.network()).compile(compilation);
                Model other = Model.of(Samples.network())
                        .compile(Compilation.of(
                                new dev.lamina.train.Momentum(0.1f, 0.9f),
                                new dev.lamina.loss.SparseSoftmaxCrossEntropy()))) {
            one.fit(fit);
            // Step 20 is in the middle of the second epoch; the later states are as if they had never been saved.
            delete(prefix + "-25", prefix + "-26");
            History history = other.fit(fit.resume());
            assertThat(history.steps()).isEqualTo(26);
            assertThat(other.session().variables()).isEqualTo(one.session().variables());
        }
    }

    private static void delete(String... prefixes) {
        for (String each : prefixes) {
            for (String end : List.of(".index", ".meta", ".data-00000-of-00001")) {
                try {
                    Files.delete(Path.of(each + end));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void theStateIsACheckpointThatOthersRestore() {
        try (Model model = Samples.model();
                Model other = Samples.model()) {
            model.fit(fit().checkpoints(Checkpoints.at(prefix)));
            String latest = Saver.latestCheckpoint(folder.resolve("state")).orElseThrow();
            assertThat(Checkpoint.open(latest).names()).contains("dense/kernel", "dense/kernel/Adam", "global_step");
            new Saver(other.graph()).restore(other.session(), latest);
            assertThat(other.session().variables().get("global_step"))
                    .isEqualTo(model.session().variables().get("global_step"));
        }
    }

    @Test
    void onlyTheLatestAreKept() throws IOException {
        try (Model model = Samples.model()) {
            stopped(model, fit().checkpoints(Checkpoints.at(prefix).everySteps(2)), 9);
        }
        try (Model model = Samples.model()) {
            model.fit(fit().checkpoints(Checkpoints.at(prefix).everySteps(2)).resume());
        }
        try (var files = Files.list(folder.resolve("state"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".index"))).hasSize(3);
        }
    }

    @Test
    void aLaterTrainingAtTheSamePlaceIsNotMistakenForTheEarlier() {
        Fit fit =
                Fit.on(Samples.training(100)).checkpoints(Checkpoints.at(prefix).everySteps(1));
        try (Model model = Samples.model()) {
            model.fit(fit.epochs(2));
        }
        try (Model model = Samples.model()) {
            stopped(model, fit.epochs(2), 3);
        }
        try (Model model = Samples.model()) {
            History history = model.fit(fit.epochs(2).resume().stopWhen(() -> true));
            assertThat(history.steps()).isEqualTo(3);
        }
    }

    @Test
    void whatIsNotTheSameTrainingIsRefused() {
        Fit fit = fit().checkpoints(Checkpoints.at(prefix));
        try (Model model = Samples.model()) {
            model.fit(fit);
        }
        try (Model model = Samples.model()) {
            Fit other = Fit.on(Samples.training(50))
                    .epochs(9)
                    .checkpoints(Checkpoints.at(prefix))
                    .resume();
            assertThatThrownBy(() -> model.fit(other))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("has 13 batches in an epoch, the data given now 7");
        }
        var larger = Network.sequential(Shape.of(4), new Dense(17), new Dense(5), new Dense(Samples.CLASSES));
        try (Model model = Samples.model(larger)) {
            Map<String, Tensor> before = model.session().variables();
            assertThatThrownBy(() -> model.fit(fit.resume())).isInstanceOf(NotFoundException.class);
            assertThat(model.session().variables()).isEqualTo(before);
        }
        try (Model model = Samples.model()) {
            assertThatThrownBy(() -> model.fit(fit().resume())).hasMessageContaining("there is nothing to resume");
        }
    }
}
