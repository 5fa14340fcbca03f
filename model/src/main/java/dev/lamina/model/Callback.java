package dev.lamina.model;

/**
 * Told what happens while a model is fitted: all of these do nothing unless written anew. Callbacks are told in the order in
 * which {@link Fit} has them, on the thread that fits.
 *
 * <p>One with a state of its own that should survive an interruption is {@link Resumable} too.
 */
public interface Callback {
    /** Training begins, or goes on: a {@link Resumable} has its state by now. */
    default void began(TrainingRun run) {}

    /**
     * A step was done. Called for each, so it should be quick.
     *
     * @param loss of the step's batch as it was before the step, with penalties and dropout
     */
    default void stepEnded(TrainingRun run, float loss) {}

    /** An epoch was done and evaluated. */
    default void epochEnded(TrainingRun run, EpochResult epoch) {}

    /**
     * Training ended, in whatever way: the last chance to leave the model as it should be. What was saved for resuming
     * was saved before.
     */
    default void ended(TrainingRun run, Ending ending) {}
}
