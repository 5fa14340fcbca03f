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

    private final List<BatchSource> shards;
    private final @Nullable Rounds rounds;

    // Each copy is changed before anyone else sees it, and never again.
    private int epochs = 1;
    private @Nullable BatchSource validation;
    private List<Callback> callbacks = List.of();
    private @Nullable Checkpoints checkpoints;
    private boolean resume;
    private BooleanSupplier stop = () -> false;
    private Consumer<String> problems = problem -> LOG.log(System.Logger.Level.WARNING, problem);
    private boolean nonFiniteLossPassedOver;

    private Fit(List<BatchSource> shards, @Nullable Rounds rounds) {
        this.shards = shards;
        this.rounds = rounds;
    }

    private Fit with(Consumer<Fit> change) {
        Fit copy = new Fit(shards, rounds);
        copy.epochs = epochs;
        copy.validation = validation;
        copy.callbacks = callbacks;
        copy.checkpoints = checkpoints;
        copy.resume = resume;
        copy.stop = stop;
        copy.problems = problems;
        copy.nonFiniteLossPassedOver = nonFiniteLossPassedOver;
        change.accept(copy);
        return copy;
    }

    /** One epoch of these data. */
    public static Fit on(BatchSource data) {
        return new Fit(List.of(data), null);
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
        return new Fit(List.copyOf(shards), rounds);
    }

    /** So many epochs in all, with those before an interruption. */
    public Fit epochs(int count) {
        if (count < 0) {
            throw new InvalidArgumentException("fit: expected 0 or more epochs, got " + count);
        }
        return with(copy -> copy.epochs = count);
    }

    /** Evaluates the model on these data after each epoch. */
    public Fit validation(BatchSource validation) {
        return with(copy -> copy.validation = validation);
    }

    /** Tells these callbacks too what happens, after those that it has. */
    public Fit callbacks(Callback... more) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.addAll(List.of(more));
        return with(copy -> copy.callbacks = List.copyOf(all));
    }

    /** Saves all that it takes to go on after an interruption; what is there of an earlier training is removed in time. */
    public Fit checkpoints(Checkpoints checkpoints) {
        return with(copy -> copy.checkpoints = checkpoints);
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
        return with(copy -> copy.resume = on);
    }

    /** Asks before each step whether to end, as Ctrl-C wants it: then the state is saved and the callbacks are told. */
    public Fit stopWhen(BooleanSupplier asked) {
        return with(copy -> copy.stop = asked);
    }

    /**
     * Tells this, instead of the log {@code dev.lamina.model}, of what goes wrong without ending the training, such as a
     * checkpoint that is passed over: a sentence each, which {@link History#problems} has too.
     */
    public Fit onProblem(Consumer<String> told) {
        return with(copy -> copy.problems = told);
    }

    /**
     * Goes on at a loss that is infinite or not a number, and tells of the first one. Otherwise such a loss ends the training,
     * before the spoilt weights are saved, and is told too.
     */
    public Fit passOverNonFiniteLoss() {
        return with(copy -> copy.nonFiniteLossPassedOver = true);
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
