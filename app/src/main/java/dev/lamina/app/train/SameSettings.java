package dev.lamina.app.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.model.Callback;
import dev.lamina.model.Resumable;
import dev.lamina.model.TrainingRun;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Map;

/**
 * Refuses to resume a training with other settings than it began with: it would end like neither.
 *
 * @param text the settings, and what there is to learn from
 */
record SameSettings(String text) implements Callback, Resumable {
    private static final String SETTINGS = "settings";

    static SameSettings of(Settings settings, int examples) {
        // A rate that stays the same does not depend on how long training goes on: that may be changed.
        String epochs = settings.schedule() == ScheduleChoice.CONSTANT ? "" : ", --epochs " + settings.epochs();
        return new SameSettings(
                (settings.network() == NetworkChoice.MLP ? "" : "--network " + settings.network() + ", ") + "--hidden "
                        + settings.hidden() + epochs + ", --batch " + settings.batch()
                        + ", --optimizer " + settings.optimizer() + ", --learning-rate " + settings.learningRate()
                        + ", --schedule " + settings.schedule()
                        + (settings.augmentation() == Augmentation.NONE ? "" : ", --augment " + settings.augmentation())
                        + ", --keep-prob " + settings.keepProb() + ", --l2 "
                        + settings.l2() + ", --max-norm " + settings.maxNorm() + ", --patience " + settings.patience()
                        + ", --seed " + settings.seed() + ", " + examples + " images");
    }

    @Override
    public String key() {
        return SETTINGS;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(SETTINGS, Tensor.of(text));
    }

    @Override
    public void restore(Map<String, Tensor> state, TrainingRun run) {
        if (state.isEmpty()) {
            return;
        }
        String saved = Resumable.part(state, SETTINGS, DType.STRING).strings()[0];
        if (!saved.equals(text)) {
            throw new InvalidArgumentException(
                    "what was saved is of a training with " + saved + "; now it is " + text,
                    "give the same options, or leave out --resume to begin anew");
        }
    }
}
