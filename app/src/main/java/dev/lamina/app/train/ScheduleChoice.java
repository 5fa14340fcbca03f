package dev.lamina.app.train;

import dev.lamina.train.schedule.ConstantRate;
import dev.lamina.train.schedule.CosineDecay;
import dev.lamina.train.schedule.PolynomialDecay;
import dev.lamina.train.schedule.Schedule;
import java.util.Locale;

/** The learning rate's ways of {@code --schedule}, from the first step to the last. */
enum ScheduleChoice {
    LINEAR,
    COSINE,
    CONSTANT;

    /** The schedule that begins at a rate, and where it falls has fallen to 0 after so many steps. */
    Schedule schedule(float learningRate, long steps) {
        return switch (this) {
            case LINEAR -> new PolynomialDecay(learningRate, steps, 0, 1, false);
            case COSINE -> new CosineDecay(learningRate, steps, 0);
            case CONSTANT -> new ConstantRate(learningRate);
        };
    }

    /** Says how the rate changes, after "learning rate". */
    String describe(float learningRate) {
        return switch (this) {
            case LINEAR -> learningRate + " to 0";
            case COSINE -> learningRate + " to 0 by a cosine";
            case CONSTANT -> Float.toString(learningRate);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
