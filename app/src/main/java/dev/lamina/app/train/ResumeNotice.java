package dev.lamina.app.train;

import dev.lamina.model.Callback;
import dev.lamina.model.TrainingRun;
import java.util.function.Consumer;

/**
 * Says from where a training is resumed.
 *
 * @param prefix of the checkpoints
 * @param tell is told
 */
record ResumeNotice(String prefix, Consumer<String> tell) implements Callback {
    @Override
    public void began(TrainingRun run) {
        if (run.step() == 0) {
            tell.accept("nothing to resume at " + prefix + ": the training begins");
        } else {
            String where = run.epoch() > run.epochs()
                    ? "all epochs are done"
                    : run.batch() + " of " + run.batchesPerEpoch() + " steps of epoch " + run.epoch() + " are done";
            tell.accept("resumed from " + prefix + "-" + run.step() + ": " + where);
        }
    }
}
