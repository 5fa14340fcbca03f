package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.BatchSource;
import dev.lamina.error.AbortedException;
import dev.lamina.layer.Dense;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Event;
import dev.lamina.tensorflow.EventReader;
import dev.lamina.tensorflow.Saver;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.schedule.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallbacksTest {
    private final BatchSource data = Samples.training(80);
    private final BatchSource validation = Samples.validation(64);

    @TempDir
    Path folder;

    /** Keeps the weights of each epoch, and makes every epoch after the second worse. */
    private static final class Spoiling implements Callback {
        final Map<Integer, Map<String, Tensor>> weights = new HashMap<>();

        @Override
        public void epochEnded(TrainingRun run, EpochResult epoch) {
            weights.put(epoch.epoch(), run.model().weights());
        }

        @Override
        public void stepEnded(TrainingRun run, float loss) {
            if (run.epoch() > 2) {
                Map<String, Tensor> zero = new HashMap<>();
                run.model()
                        .weights()
                        .forEach((name, value) -> zero.put(name, Tensor.zeros(value.dtype(), value.shape())));
                run.model().setWeights(zero);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void theBestWeightsAreRestoredHoweverTrainingEnds(Ending wanted) {
        var spoiling = new Spoiling();
        var stopping = EarlyStopping.lowest("val_loss").patience(wanted == Ending.STOPPED ? 2 : 100);
        Callback failing = new Callback() {
            @Override
            public void stepEnded(TrainingRun run, float loss) {
                if (wanted == Ending.FAILED && run.step() == 45) {
                    throw new AbortedException("at step 45");
                }
            }
        };
        List<Ending> told = new ArrayList<>();
        Callback last = new Callback() {
            @Override
            public void ended(TrainingRun run, Ending ending) {
                told.add(ending);
            }
        };
        try (Model model = Samples.model()) {
            long[] asked = {0};
            Fit fit = Fit.on(data)
                    .epochs(wanted == Ending.STOPPED ? 50 : 5)
                    .validation(validation)
                    .callbacks(spoiling, stopping, failing, last)
                    .stopWhen(() -> wanted == Ending.INTERRUPTED && asked[0]++ == 45);
            if (wanted == Ending.FAILED) {
                assertThatThrownBy(() -> model.fit(fit)).isInstanceOf(AbortedException.class);
            } else {
                History history = model.fit(fit);
                assertThat(history.ending()).isEqualTo(wanted);
                if (wanted == Ending.STOPPED) {
                    assertThat(history.epochs()).hasSize(4);
                    assertThat(history.reason()).contains("val_loss has not improved for 2 epochs", "in epoch 2");
                }
            }
            assertThat(told).containsExactly(wanted);
            assertThat(stopping.bestEpoch()).isEqualTo(2);
            assertThat(model.weights()).isEqualTo(spoiling.weights.get(2)).isNotEqualTo(spoiling.weights.get(4));
        }
    }

    @Test
    void improvementsBelowTheLeastDoNotCount() {
        var stopping = EarlyStopping.highest("val_accuracy").patience(3).minDelta(1);
        try (Model model = Samples.model()) {
            History history =
                    model.fit(Fit.on(data).epochs(20).validation(validation).callbacks(stopping));
            assertThat(history.epochs()).hasSize(4);
            assertThat(stopping.bestEpoch()).isEqualTo(1);
            assertThat(stopping.bestValue()).isEqualTo(history.values("val_accuracy")[0]);
        }
    }

    @Test
    void aMetricThatIsNotThereIsNamed() {
        try (Model model = Samples.model()) {
            Fit fit = Fit.on(data).callbacks(EarlyStopping.lowest("val_loss"));
            assertThatThrownBy(() -> model.fit(fit)).hasMessageContaining("the epoch has no 'val_loss', but [loss]");
        }
    }

    @Test
    void csvHasALineForEachEpoch() throws IOException {
        Path file = folder.resolve("logs/history.csv");
        try (Model model = Samples.model()) {
            History history =
                    model.fit(Fit.on(data).epochs(2).validation(validation).callbacks(new CsvLog(file)));
            assertThat(Files.readAllLines(file))
                    .containsExactly("epoch,step,loss,val_loss,val_accuracy", line(history, 0), line(history, 1));
        }
    }

    private static String line(History history, int i) {
        EpochResult epoch = history.epochs().get(i);
        return (i + 1) + "," + 10 * (i + 1) + "," + epoch.value("loss") + "," + epoch.value("val_loss") + ","
                + epoch.value("val_accuracy");
    }

    @Test
    void tensorBoardHasCurves() throws IOException {
        try (Model model = Samples.model()) {
            model.fit(Fit.on(data).epochs(2).callbacks(new TensorBoardLog(folder).lossEverySteps(5)));
        }
        List<Event> events;
        try (Stream<Path> files = Files.list(folder)) {
            events = EventReader.readAll(files.findFirst().orElseThrow());
        }
        assertThat(events.toString()).contains("tag=batch_loss", "tag=loss", "kind=session_log");
        assertThat(events.stream().map(Event::step)).contains(5L, 10L, 15L, 20L);
    }

    @Test
    void progressIsALineAnEpoch() {
        List<String> lines = new ArrayList<>();
        try (Model model = Samples.model()) {
            model.fit(Fit.on(data).epochs(2).validation(validation).callbacks(new Progress(lines::add)));
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).matches("epoch 2/2: loss \\d\\.\\d{4}, val_loss .*, val_accuracy .* \\(.* s\\)");
    }

    @Test
    void theLearningRateFallsOnAPlateau() {
        var plateau = new OnPlateau("loss", new ReduceOnPlateau(1e-30f, 0.5f, 2), GradientDescent::new);
        var network = Network.sequential(Shape.of(4), new Dense(Samples.CLASSES));
        try (Model model = Model.of(network, 1).compile(Compilation.of(plateau, new SparseSoftmaxCrossEntropy()))) {
            model.fit(Fit.on(data).epochs(3).callbacks(plateau));
            assertThat(model.session().variables())
                    .containsEntry("ReduceLROnPlateau/learning_rate", Tensor.of(0.5e-30f));
        }
    }

    @Test
    void theBestModelIsSaved() {
        String prefix = folder.resolve("best").toString();
        var spoiling = new Spoiling();
        try (Model model = Samples.model();
                Model loaded = Samples.model()) {
            model.fit(Fit.on(data)
                    .epochs(4)
                    .validation(validation)
                    .callbacks(spoiling, BestCheckpoint.lowest(prefix, "val_loss")));
            loaded.load(prefix);
            assertThat(loaded.weights()).isEqualTo(spoiling.weights.get(2));
        }
    }

    @Test
    void aLossThatIsNotFiniteStops() {
        var network = Network.sequential(Shape.of(4), new Dense(Samples.CLASSES));
        try (Model model = Model.of(network, 1)
                .compile(Compilation.of(new GradientDescent(Float.MAX_VALUE), new SparseSoftmaxCrossEntropy()))) {
            History history = model.fit(Fit.on(data)
                    .epochs(3)
                    .checkpoints(Checkpoints.at(folder.resolve("run").toString())));
            assertThat(history.ending()).isEqualTo(Ending.STOPPED);
            assertThat(history.reason()).startsWith("the loss of step ");
            assertThat(history.problems())
                    .singleElement()
                    .asString()
                    .contains("the loss of step ", "training ends", "lower learning rate");
            assertThat(Saver.latestCheckpoint(folder))
                    .hasValueSatisfying(latest -> assertThat(latest).endsWith("run-0"));
        }
    }

    @Test
    void aLossThatIsNotFiniteIsPassedOverIfWanted() {
        var network = Network.sequential(Shape.of(4), new Dense(Samples.CLASSES));
        try (Model model = Model.of(network, 1)
                .compile(Compilation.of(new GradientDescent(Float.MAX_VALUE), new SparseSoftmaxCrossEntropy()))) {
            History history = model.fit(Fit.on(data).epochs(3).passOverNonFiniteLoss());
            assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(history.problems())
                    .singleElement()
                    .asString()
                    .contains("the loss of step ")
                    .doesNotContain("training ends");
        }
    }

    @Test
    void aPlateauIsToldOfEpochsWithoutBeingNamed() {
        var plateau = new OnPlateau("loss", new ReduceOnPlateau(1e-30f, 0.5f, 2), GradientDescent::new);
        var network = Network.sequential(Shape.of(4), new Dense(Samples.CLASSES));
        try (Model model = Model.of(network, 1).compile(Compilation.of(plateau, new SparseSoftmaxCrossEntropy()))) {
            model.fit(Fit.on(data).epochs(3));
            assertThat(model.session().variables())
                    .containsEntry("ReduceLROnPlateau/learning_rate", Tensor.of(0.5e-30f));
        }
    }

    @Test
    void noDataAreRefused() {
        var empty = dev.lamina.data.Pipeline.of(Samples.features(8, 1), Tensor.wrap(new int[8], 8))
                .batch(9)
                .dropRemainder();
        try (Model model = Samples.model()) {
            for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                    List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                            () -> model.fit(empty, 1),
                            () -> model.fit(Fit.on(data).validation(empty)),
                            () -> model.evaluate(empty))) {
                assertThatThrownBy(call)
                        .isInstanceOf(dev.lamina.error.InvalidArgumentException.class)
                        .hasMessageContaining("there is nothing to ")
                        .hasMessageContaining("the data have no batch");
            }
        }
    }
}
