package dev.lamina.train.schedule;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Scope;
import dev.lamina.train.range.Range;

/**
 * A rule that lowers the learning rate when a metric has not become better for a while, as Keras's {@code
 * ReduceLROnPlateau}.
 *
 * @param learningRate to begin with
 * @param factor by which the rate is multiplied, in (0, 1)
 * @param patience how many observations without an improvement it waits for, at least 1
 * @param minDelta how much better than the best a metric must be to count as an improvement
 * @param cooldown for how many observations after a reduction nothing is counted
 * @param minLearningRate the least rate
 * @param higherIsBetter whether the metric is to rise, like an accuracy, or to fall, like a loss
 */
public record ReduceOnPlateau(
        float learningRate,
        float factor,
        int patience,
        float minDelta,
        int cooldown,
        float minLearningRate,
        boolean higherIsBetter) {
    /** Checks the ranges. */
    public ReduceOnPlateau {
        Range.RATE.require("learningRate", learningRate);
        if (!(factor > 0 && factor < 1)) {
            throw new InvalidArgumentException("the factor must be in (0, 1), got " + factor);
        }
        if (patience < 1 || cooldown < 0 || !(minDelta >= 0) || !(minLearningRate >= 0)) {
            throw new InvalidArgumentException("patience must be at least 1, cooldown, minDelta and minLearningRate at "
                    + "least 0, got " + patience + ", " + cooldown + ", " + minDelta + ", " + minLearningRate);
        }
    }

    /** For a loss: an improvement is 0.0001 or more, without cooldown or least rate. */
    public ReduceOnPlateau(float learningRate, float factor, int patience) {
        this(learningRate, factor, patience, 1e-4f, 0, 0, false);
    }

    /** Adds the rule's variables. */
    public Plateau in(Scope scope) {
        return new Plateau(this, scope);
    }
}
