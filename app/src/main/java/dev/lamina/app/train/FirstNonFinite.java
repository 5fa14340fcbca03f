package dev.lamina.app.train;

import dev.lamina.data.MnistDataSets;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.model.Fit;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a loss is not finite: the training is done once more, as the seed makes it the same to the
 * last bit, with every value of every operation looked at. That is slow, and only a training that failed pays.
 */
final class FirstNonFinite {
    private final Settings settings;
    private final NonFiniteLoss failure;
    private final BooleanSupplier stopped;

    FirstNonFinite(Settings settings, NonFiniteLoss failure, BooleanSupplier stopped) {
        this.settings = settings;
        this.failure = failure;
        this.stopped = stopped;
    }

    /**
     * Retraces the training.
     *
     * @param data the training's data sets, read again
     * @return what the user should be told, or {@code null} if he ended the search
     */
    @Nullable
    LaminaException find(MnistDataSets data) {
        var reached = new Reached();
        try (var learner = Learner.start(settings, data)) {
            learner.checkNumerics();
            learner.model()
                    .fit(Fit.on(Learner.batches(data.train(), settings))
                            .epochs(failure.epoch())
                            .stopWhen(stopped)
                            .callbacks(reached));
        } catch (InvalidArgumentException first) {
            return explained(failure.getMessage() + ": the training cannot go on", settings, reached, first);
        }
        if (stopped.getAsBoolean()) {
            return null;
        }
        throw new IllegalStateException("the loss was not finite, but retracing the training it was", failure);
    }

    /** Says where it was, and what may help. */
    static LaminaException explained(String what, Settings settings, Reached reached, InvalidArgumentException first) {
        String place = reached.place();
        if (place == null) {
            return first;
        }
        return new InvalidArgumentException(
                what + "." + System.lineSeparator() + "  At " + place + ", " + first.problem(),
                advice(settings),
                first);
    }

    private static String advice(Settings settings) {
        String advice = String.format(
                Locale.ROOT, "try a smaller learning rate, such as --learning-rate %s", smaller(settings));
        if (settings.optimizer() != OptimizerChoice.ADAM) {
            advice += ", or --optimizer adam";
        }
        return settings.l2() > 0.1f ? advice + ", or a smaller --l2" : advice;
    }

    /** A tenth of it, or the usual learning rate where that is less. */
    private static float smaller(Settings settings) {
        return Math.min(settings.learningRate() / 10, settings.optimizer().usualLearningRate());
    }
}
