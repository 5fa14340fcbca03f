package dev.lamina.model;

import dev.lamina.data.BatchSource;
import dev.lamina.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a model is to be fitted. Immutable: each method gives another. */
public final class Fit {
    private static final System.Logger LOG = System.getLogger("dev.lamina.model");

    private final BatchSource data;
    private final int epochs;
    private final @Nullable BatchSource validation;
    private final List<Callback> callbacks;
    private final @Nullable Checkpoints checkpoints;
    private final boolean resume;
    private final BooleanSupplier stop;
    private final Consumer<String> problems;
    private final boolean nonFiniteLossPassedOver;

    private Fit(
            BatchSource data,
            int epochs,
            @Nullable BatchSource validation,
            List<Callback> callbacks,
            @Nullable Checkpoints checkpoints,
            boolean resume,
            BooleanSupplier stop,
            Consumer<String> problems,
            boolean nonFiniteLossPassedOver) {
        this.data = data;
        this.epochs = epochs;
        this.validation = validation;
        this.callbacks = callbacks;
        this.checkpoints = checkpoints;
        this.resume = resume;
        this.stop = stop;
        this.problems = problems;
        this.nonFiniteLossPassedOver = nonFiniteLossPassedOver;
    }

    /** One epoch of these data. */
    public static Fit on(BatchSource data) {
        return new Fit(
                data,
                1,
                null,
                List.of(),
                null,
                false,
                () -> false,
                problem -> LOG.log(System.Logger.Level.WARNING, problem),
                false);
    }

    /** So many epochs in all, with those before an interruption. */
    public Fit epochs(int count) {
        if (count < 0) {
            throw new InvalidArgumentException("fit: expected 0 or more epochs, got " + count);
        }
        return new Fit(
                data, count, validation, callbacks, checkpoints, resume, stop, problems, nonFiniteLossPassedOver);
    }

    /** Evaluates the model on these data after each epoch. */
    public Fit validation(BatchSource validation) {
        return new Fit(
                data, epochs, validation, callbacks, checkpoints, resume, stop, problems, nonFiniteLossPassedOver);
    }

    /** Tells these callbacks too what happens, after those that it has. */
    public Fit callbacks(Callback... more) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.addAll(List.of(more));
        return new Fit(
                data,
                epochs,
                validation,
                List.copyOf(all),
                checkpoints,
                resume,
                stop,
                problems,
                nonFiniteLossPassedOver);
    }

    /** Saves all that it takes to go on after an interruption; what is there of an earlier training is removed in time. */
    public Fit checkpoints(Checkpoints checkpoints) {
        return new Fit(
                data, epochs, validation, callbacks, checkpoints, resume, stop, problems, nonFiniteLossPassedOver);
    }

    /**
     * Goes on from the latest whole checkpoint, where there is one: the training ends with the same bits as if it had never
     * been interrupted, if model, data and callbacks are the same.
     */
    public Fit resume() {
        return resume(true);
    }

    /** Goes on from the latest whole checkpoint, or begins anew. */
    public Fit resume(boolean on) {
        return new Fit(data, epochs, validation, callbacks, checkpoints, on, stop, problems, nonFiniteLossPassedOver);
    }

    /** Asks before each step whether to end, as Ctrl-C wants it: then the state is saved and the callbacks are told. */
    public Fit stopWhen(BooleanSupplier asked) {
        return new Fit(
                data, epochs, validation, callbacks, checkpoints, resume, asked, problems, nonFiniteLossPassedOver);
    }

    /**
     * Tells this, instead of the log {@code dev.lamina.model}, of what goes wrong without ending the training, such as a
     * checkpoint that is passed over: a sentence each, which {@link History#problems} has too.
     */
    public Fit onProblem(Consumer<String> told) {
        return new Fit(data, epochs, validation, callbacks, checkpoints, resume, stop, told, nonFiniteLossPassedOver);
    }

    /**
     * Goes on at a loss that is infinite or not a number, and tells of the first one. Otherwise such a loss ends the training,
     * before the spoilt weights are saved, and is told too.
     */
    public Fit passOverNonFiniteLoss() {
        return new Fit(data, epochs, validation, callbacks, checkpoints, resume, stop, problems, true);
    }

    BatchSource data() {
        return data;
    }

    int epochs() {
        return epochs;
    }

    @Nullable
    BatchSource validation() {
        return validation;
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    @Nullable
    Checkpoints checkpoints() {
        return checkpoints;
    }

    boolean isResumed() {
        return resume;
    }

    boolean isNonFiniteLossPassedOver() {
        return nonFiniteLossPassedOver;
    }

    boolean isStopped() {
        return stop.getAsBoolean();
    }

    Consumer<String> problems() {
        return problems;
    }
}
