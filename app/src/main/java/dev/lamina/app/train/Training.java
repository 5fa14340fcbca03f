package dev.lamina.app.train;

import dev.lamina.data.MnistDataSets;
import dev.lamina.model.Callback;
import dev.lamina.model.Checkpoints;
import dev.lamina.model.EarlyStopping;
import dev.lamina.model.Ending;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.TensorBoardLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Epochs of steps, each epoch followed by a validation, and the test at the end. */
final class Training {
    private final Learner learner;
    private final Settings settings;
    private final MnistDataSets data;
    private final Report report;
    private final BooleanSupplier stopped;
    private final Consumer<String> problems;
    private final @Nullable EarlyStopping early;
    private final long began = System.nanoTime();

    /**
     * A training to be run once.
     *
     * @param stopped asked before each step whether the user wants an early end
     * @param problems told of what goes wrong without ending it, a line each
     */
    Training(
            Learner learner,
            Settings settings,
            MnistDataSets data,
            Report report,
            BooleanSupplier stopped,
            Consumer<String> problems) {
        this.learner = learner;
        this.settings = settings;
        this.data = data;
        this.report = report;
        this.stopped = stopped;
        this.problems = problems;
        early = settings.patience() > 0 ? EarlyStopping.highest("val_accuracy").patience(settings.patience()) : null;
    }

    /** What a training gave: its course, and the numbers at its end. */
    record Result(History history, Report.Outcome outcome) {}

    /**
     * Trains, validates and tests.
     *
     * @param more told of the training's course after the report
     * @throws NonFiniteLoss at the first step with such a loss
     */
    Result run(Destinations destinations, Callback... more) {
        int examples = data.train().numExamples();
        List<Callback> callbacks = new ArrayList<>(
                List.of(SameSettings.of(settings, examples), new Reporter(report, settings.batch(), examples)));
        if (early != null) {
            callbacks.add(early);
        }
        if (destinations.logdir() != null) {
            callbacks.add(
                    new TensorBoardLog(destinations.logdir()).scalar("learning_rate", _ -> learner.learningRate()));
        }
        callbacks.addAll(List.of(more));
        Fit fit = Fit.on(Learner.batches(data.train(), settings))
                .epochs(settings.epochs())
                .validation(Learner.inOrder(data.validation()))
                .stopWhen(stopped)
                .onProblem(this::tell)
                .callbacks(callbacks.toArray(Callback[]::new));
        if (destinations.save() != null) {
            fit = fit.checkpoints(Checkpoints.at(destinations.save()).everySteps(destinations.saveEvery()))
                    .resume(destinations.resume());
        }
        History history = learner.model().fit(fit);
        Report.Outcome outcome = outcome(history);
        report.ended(outcome);
        return new Result(history, outcome);
    }

    private void tell(String problem) {
        report.makeRoom();
        problems.accept(problem);
    }

    private Report.Outcome outcome(History history) {
        int epochs = history.epochs().size();
        boolean isOfLastEpoch = history.ending() == Ending.COMPLETED && early == null && epochs > 0;
        double validation =
                isOfLastEpoch ? history.epochs().getLast().value("val_accuracy") : learner.accuracy(data.validation());
        return new Report.Outcome(
                epochs,
                history.ending() == Ending.INTERRUPTED,
                early == null || early.bestEpoch() == 0
                        ? null
                        : new Report.Best(early.bestEpoch(), history.ending() == Ending.STOPPED),
                validation,
                learner.accuracy(data.test()),
                learner.classifier().parameters(),
                Math.max(System.nanoTime() - began, 1) / 1e9);
    }
}
