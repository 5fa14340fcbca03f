package dev.lamina.app.train;

import dev.lamina.train.schedule.ConstantRate;
import dev.lamina.train.schedule.CosineDecay;
import dev.lamina.train.schedule.PolynomialDecay;
import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.WarmUp;
import java.util.Locale;

/** The learning rate's ways of {@code --schedule}, from the first step to the last. */
enum ScheduleChoice {
    LINEAR,
    COSINE,
    /**
     * Up in the first fifth, then down like a cosine.
     *
     * @see <a href="https://arxiv.org/abs/1708.07120">Smith, Topin, Super-convergence (2017)</a>
     */
    ONE_CYCLE,
    CONSTANT;

    /** The part of one cycle's steps in which the rate rises. */
    private static final int RISING_PART = 5;

    /** What the rate of one cycle begins with is this part of its highest. */
    private static final int BEGINNING_PART = 25;

    /** The schedule with a highest rate, which where it falls has fallen to 0 after so many steps. */
    Schedule schedule(float learningRate, long steps) {
        return switch (this) {
            case LINEAR -> new PolynomialDecay(learningRate, steps, 0, 1, false);
            case COSINE -> new CosineDecay(learningRate, steps, 0);
            case ONE_CYCLE -> {
                long rising = Math.max(1, steps / RISING_PART);
                var falling = new CosineDecay(learningRate, Math.max(1, steps - rising), 0);
                yield new WarmUp(rising, learningRate / BEGINNING_PART, falling);
            }
            case CONSTANT -> new ConstantRate(learningRate);
        };
    }

    /** Says how the rate changes, after "learning rate". */
    String describe(float learningRate) {
        return switch (this) {
            case LINEAR -> learningRate + " to 0";
            case COSINE -> learningRate + " to 0 by a cosine";
            case ONE_CYCLE -> "up to " + learningRate + ", then to 0 by a cosine";
            case CONSTANT -> Float.toString(learningRate);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
