package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how often the state of a training is saved, for {@link Fit#resume()}: after each epoch and at the end, and more
 * often if wanted.
 *
 * <p>A state is a TensorFlow checkpoint {@code PREFIX-STEP}: the variables under their names, the optimizer's among them, so
 * that TensorFlow restores them too, and beside them under {@code _lamina_state/} where each random operation stands, the
 * position in the data, the results so far, and the states of the callbacks. One training at a time uses a prefix.
 *
 * @param prefix what the files' names begin with
 * @param steps after how many steps a state is saved too; 0 for never
 * @param time after how much time one is saved too, or {@code null}
 * @param keep how many to keep, the latest; 2 or more, so that one is whole whatever happens to the newest
 */
public record Checkpoints(
        String prefix, long steps, @Nullable Duration time, int keep) {
    /** Checks the numbers. */
    public Checkpoints {
        if (steps < 0 || keep < 2) {
            throw new InvalidArgumentException(
                    "checkpoints: expected 0 or more steps and 2 or more to keep, got " + steps + " and " + keep);
        }
    }

    /** States at that prefix, the latest three kept. */
    public static Checkpoints at(String prefix) {
        return new Checkpoints(prefix, 0, null, 3);
    }

    /** One after so many steps too. */
    public Checkpoints everySteps(long steps) {
        return new Checkpoints(prefix, steps, time, keep);
    }

    /** One after so much time too, at the end of the step that is under way then. */
    public Checkpoints every(Duration time) {
        return new Checkpoints(prefix, steps, time, keep);
    }

    /** As many as these are kept. */
    public Checkpoints keep(int count) {
        return new Checkpoints(prefix, steps, time, count);
    }
}
