package dev.lamina.app.train;

import dev.lamina.model.Callback;
import dev.lamina.model.TrainingRun;
import org.jspecify.annotations.Nullable;

/** How far a training has come, for when it breaks off. */
final class Reached implements Callback {
    private @Nullable TrainingRun run;

    @Override
    public void began(TrainingRun running) {
        run = running;
    }

    /** The step that was under way, or the validation that follows the last one; {@code null} before the first. */
    @Nullable
    String place() {
        if (run == null) {
            return null;
        }
        return run.batch() == run.batchesPerEpoch()
                ? "the validation of epoch " + run.epoch()
                : NonFiniteLoss.place(run.epoch(), Math.toIntExact(run.batch() + 1));
    }
}
