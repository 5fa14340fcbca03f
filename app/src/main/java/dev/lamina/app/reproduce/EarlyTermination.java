package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import dev.lamina.app.plot.Curve;
import dev.lamina.model.Callback;
import dev.lamina.model.EarlyStopping;
import dev.lamina.model.EpochResult;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Resumable;
import dev.lamina.model.TrainingRun;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Early termination: a network that learns its few images by heart. It is trained twice from the same seed, to the end and with
 * early stopping; both are the same until the one stops.
 */
final class EarlyTermination implements Experiment {
    private static final int IMAGES = 1_000;
    private static final ReluNetwork NETWORK = ReluNetwork.plain(2, 256);
    private static final float LEARNING_RATE = 0.001f;
    private static final int BATCH = 50;
    private static final int PATIENCE = 5;
    private static final int EPOCHS = 60;
    private static final int QUICK_EPOCHS = 30;

    @Override
    public String description() {
        return "training and validation error of a network that overfits, and where early termination stops it";
    }

    @Override
    public Findings run(Laboratory laboratory) {
        Images images = laboratory.images().first(IMAGES);
        int epochs = laboratory.epochs(EPOCHS, QUICK_EPOCHS);
        var whole = new TrainingError(images);
        Outcome toTheEnd = train(laboratory, images, "to-the-end", epochs, whole);
        EarlyStopping stopping = EarlyStopping.lowest("val_loss").patience(PATIENCE);
        Outcome stopped = train(laboratory, images, "stopped", epochs, stopping);

        int best = stopping.bestEpoch();
        List<Double> loss = values(toTheEnd.history(), "val_loss");
        List<Double> error = Trial.errors(toTheEnd.history());
        return new Findings(
                List.of(
                        chart("Cross-entropy", "mean cross-entropy", whole.losses, loss, best),
                        chart("Error", "error in percent", whole.errors, error, best)),
                List.of(
                        Figure.of("epoch with the lowest validation loss", Integer.toString(best)),
                        Figure.of(
                                "epoch in which training stops",
                                Integer.toString(stopped.history().epochs().size())),
                        Figure.of("validation loss; stopped", Figure.decimal(stopping.bestValue())),
                        Figure.of("validation loss; to the end", Figure.decimal(loss.getLast())),
                        Figure.of("training loss; to the end", Figure.decimal(whole.losses.getLast())),
                        Figure.of("test loss; stopped", Figure.decimal(stopped.test("loss"))),
                        Figure.of("test loss; to the end", Figure.decimal(toTheEnd.test("loss"))),
                        Figure.of("test error; stopped", Figure.percent(1 - stopped.test("accuracy"))),
                        Figure.of("test error; to the end", Figure.percent(1 - toTheEnd.test("accuracy")))));
    }

    private static Outcome train(Laboratory laboratory, Images images, String name, int epochs, Callback callback) {
        var trial = new Trial(name, NETWORK.of(images), (_, _) -> new Adam(LEARNING_RATE), epochs, BATCH);
        try (Model model = trial.begin(laboratory)) {
            History history = trial.fit(laboratory, model, images.train(), images.validation(), callback);
            return new Outcome(history, model.evaluate(Images.inOrder(images.test())));
        }
    }

    private static Chart chart(String title, String axis, List<Double> training, List<Double> validation, int best) {
        return new Chart(
                title,
                "epoch",
                axis,
                List.of(
                        Curve.byEpoch("training", training),
                        Curve.byEpoch("validation", validation),
                        Curve.mark("stopping point", best, validation.get(best - 1))));
    }

    private static List<Double> values(History history, String name) {
        return DoubleStream.of(history.values(name)).boxed().toList();
    }

    private record Outcome(History history, Map<String, Double> tested) {
        double test(String name) {
            return tested.getOrDefault(name, Double.NaN);
        }
    }

    /** How well the training images are known after each epoch. */
    private static final class TrainingError implements Callback, Resumable {
        private final Images images;
        private List<Double> losses = new ArrayList<>();
        private List<Double> errors = new ArrayList<>();

        TrainingError(Images images) {
            this.images = images;
        }

        @Override
        public void epochEnded(TrainingRun run, EpochResult epoch) {
            Map<String, Double> known = run.model().evaluate(Images.inOrder(images.train()));
            losses.add(known.getOrDefault("loss", Double.NaN));
            errors.add(100 * (1 - known.getOrDefault("accuracy", Double.NaN)));
        }

        @Override
        public String key() {
            return "training_error";
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("losses", tensor(losses), "errors", tensor(errors));
        }

        @Override
        public void restore(Map<String, Tensor> state, TrainingRun run) {
            losses = list(state.get("losses"));
            errors = list(state.get("errors"));
        }

        private static Tensor tensor(List<Double> values) {
            return Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        }

        private static List<Double> list(@Nullable Tensor values) {
            return values == null
                    ? new ArrayList<>()
                    : new ArrayList<>(DoubleStream.of(values.doubles()).boxed().toList());
        }
    }
}
