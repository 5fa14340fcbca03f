package dev.lamina.model;

/** Stops at the first step whose loss is infinite or not a number: nothing good comes after it, so it is not saved. */
public final class StopOnNonFiniteLoss implements Callback {
    /** Looks at every step. */
    public StopOnNonFiniteLoss() {}

    @Override
    public void stepEnded(TrainingRun run, float loss) {
        if (!Float.isFinite(loss)) {
            run.abandon("the loss of step " + run.step() + ", the " + run.batch() + "th of epoch " + run.epoch()
                    + ", was " + loss);
        }
    }
}
