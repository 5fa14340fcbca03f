package dev.lamina.app.reproduce;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Callback;
import dev.lamina.model.Compilation;
import dev.lamina.model.CsvLog;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.model.OptimizerFactory;
import dev.lamina.model.Progress;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One training of an experiment. Its epochs go to a CSV file of its own while it lasts: what was trained is not lost with the
 * process, and its state is kept after each epoch, so that it can go on.
 *
 * @param name of the training, as in its file's name
 * @param network what learns
 * @param optimizer what it learns by
 * @param epochs how often it sees each image
 * @param batch the images in a step
 */
record Trial(String name, Network network, OptimizerFactory optimizer, int epochs, int batch) {
    private static final int BATCHES_AHEAD = 2;

    /** The network with its first weights, of the laboratory's seed. */
    Model begin(Laboratory laboratory) {
        return Model.of(network, laboratory.seed())
                .compile(Compilation.of(optimizer, new SparseSoftmaxCrossEntropy())
                        .accuracy());
    }

    /** Trains a model that {@link #begin} gave. */
    History fit(Laboratory laboratory, Model model, Pipeline train, Pipeline watched, Callback... callbacks) {
        BatchSource batches = train.shuffle(laboratory.seed()).batch(batch).prefetch(BATCHES_AHEAD);
        return model.fit(Fit.on(batches)
                .epochs(epochs)
                .validation(Images.inOrder(watched))
                .checkpoints(laboratory.states(name, epochs))
                .resume(laboratory.resume())
                .onProblem(problem -> laboratory.log().accept(name + ": " + problem))
                .callbacks(
                        new Progress(line -> laboratory.log().accept(name + ", " + line)),
                        new CsvLog(laboratory.file(name)))
                .callbacks(callbacks));
    }

    /** Trains from the beginning. */
    History run(Laboratory laboratory, Pipeline train, Pipeline watched) {
        try (Model model = begin(laboratory)) {
            return fit(laboratory, model, train, watched);
        }
    }

    /** The share of the watched images that was not recognised, epoch by epoch, in percent. */
    static List<Double> errors(History history) {
        return DoubleStream.of(history.values("val_accuracy"))
                .mapToObj(accuracy -> 100 * (1 - accuracy))
                .toList();
    }

    /** The share that was not recognised after the last epoch, from 0 to 1. */
    static double lastError(History history) {
        return 1 - history.epochs().getLast().value("val_accuracy");
    }
}
