package dev.lamina.model;

import dev.lamina.data.BatchSource;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.model.shard.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a model is to be fitted. Immutable: each method gives another. */
public final class Fit {
    private static final System.Logger LOG = System.getLogger("dev.lamina.model");

    private final int epochs;
    private final @Nullable BatchSource validation;
    private final List<Callback> callbacks;
    private final @Nullable Checkpoints checkpoints;
    private final boolean resume;
    private final BooleanSupplier stop;
    private final Consumer<String> problems;
    private final boolean nonFiniteLossPassedOver;
    private final List<BatchSource> shards;
    private final @Nullable Rounds rounds;

    private Fit(
            List<BatchSource> shards,
            @Nullable Rounds rounds,
            int epochs,
            @Nullable BatchSource validation,
            List<Callback> callbacks,
            @Nullable Checkpoints checkpoints,
            boolean resume,
            BooleanSupplier stop,
            Consumer<String> problems,
            boolean nonFiniteLossPassedOver) {
        this.shards = shards;
        this.rounds = rounds;
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
        return on(List.of(data), null);
    }

    /**
     * One epoch of data dealt to shards, which learn side by side, each on one thread, and meet in rounds. The result is the same bits for any
     * number of threads, and for one shard those of {@link #on(BatchSource)}. A step is one of every shard; an epoch has as many as the shard with
     * the fewest batches. Random operations draw other numbers in each shard. Each thread has weights and programs of its own. {@link Model#fit} refuses
     * shards for a network with stateful layers.
     *
     * {@snippet :
     * var shards = pipeline.deal(4).stream().map(part -> part.shuffle(1).batch(32)).toList();
     * model.fit(Fit.onShards(shards, Rounds.local(16)).epochs(10));
     * }
     *
     * @param shards of the same types and shapes, at least one
     * @throws InvalidArgumentException if there is none
     */
    public static Fit onShards(List<? extends BatchSource> shards, Rounds rounds) {
        if (shards.isEmpty()) {
            throw new InvalidArgumentException("fit: there is no shard to learn from");
        }
        return on(List.copyOf(shards), rounds);
    }

    private static Fit on(List<BatchSource> shards, @Nullable Rounds rounds) {
        return new Fit(
                shards,
                rounds,
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
                shards,
                rounds,
                count,
                validation,
                callbacks,
                checkpoints,
                resume,
                stop,
                problems,
                nonFiniteLossPassedOver);
    }

    /** Evaluates the model on these data after each epoch. */
    public Fit validation(BatchSource validation) {
        return new Fit(
                shards,
                rounds,
                epochs,
                validation,
                callbacks,
                checkpoints,
                resume,
                stop,
                problems,
                nonFiniteLossPassedOver);
    }

    /** Tells these callbacks too what happens, after those that it has. */
    public Fit callbacks(Callback... more) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.addAll(List.of(more));
        return new Fit(
                shards,
                rounds,
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
                shards,
                rounds,
                epochs,
                validation,
                callbacks,
                checkpoints,
                resume,
                stop,
                problems,
                nonFiniteLossPassedOver);
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
        return new Fit(
                shards,
                rounds,
                epochs,
                validation,
                callbacks,
                checkpoints,
                on,
                stop,
                problems,
                nonFiniteLossPassedOver);
    }

    /** Asks before each step whether to end, as Ctrl-C wants it: then the state is saved and the callbacks are told. */
    public Fit stopWhen(BooleanSupplier asked) {
        return new Fit(
                shards,
                rounds,
                epochs,
                validation,
                callbacks,
                checkpoints,
                resume,
                asked,
                problems,
                nonFiniteLossPassedOver);
    }

    /**
     * Tells this, instead of the log {@code dev.lamina.model}, of what goes wrong without ending the training, such as a
     * checkpoint that is passed over: a sentence each, which {@link History#problems} has too.
     */
    public Fit onProblem(Consumer<String> told) {
        return new Fit(
                shards,
                rounds,
                epochs,
                validation,
                callbacks,
                checkpoints,
                resume,
                stop,
                told,
                nonFiniteLossPassedOver);
    }

    /**
     * Goes on at a loss that is infinite or not a number, and tells of the first one. Otherwise such a loss ends the training,
     * before the spoilt weights are saved, and is told too.
     */
    public Fit passOverNonFiniteLoss() {
        return new Fit(shards, rounds, epochs, validation, callbacks, checkpoints, resume, stop, problems, true);
    }

    BatchSource data() {
        return shards.getFirst();
    }

    /** The data of all shards: only {@link #data} if there are no {@link #rounds}. */
    List<BatchSource> shards() {
        return shards;
    }

    @Nullable
    Rounds rounds() {
        return rounds;
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
