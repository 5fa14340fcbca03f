package dev.lamina.app.train;

import java.util.List;
import java.util.Locale;

/** The networks of {@code --network}, each with the hidden units and the part of an optimizer's learning rate that suit it. */
enum NetworkChoice {
    /** Dense layers, a ReLU after each. */
    MLP(List.of(256, 128), 1),
    /** A linear model. */
    LOGISTIC(List.of(), 1),
    /** Convolutions and pooling, then dense layers. */
    CNN(List.of(128), 0.5f),
    /** A long short-term memory, which reads an image row by row. */
    LSTM(List.of(128), 1),
    /** Blocks of attention over the rows of an image. */
    TRANSFORMER(List.of(128, 128), 0.5f);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Integer> usualHidden;

    private final float rate;

    NetworkChoice(List<Integer> usualHidden, float rate) {
        this.usualHidden = usualHidden;
        this.rate = rate;
    }

    /** The hidden units, if nothing is told. */
    List<Integer> usualHidden() {
        return usualHidden;
    }

    /** Whether there may be none. */
    boolean allowsNoHidden() {
        return this != LSTM && this != TRANSFORMER;
    }

    /** The learning rate, if nothing is told. */
    float usualLearningRate(OptimizerChoice optimizer) {
        return rate * optimizer.usualLearningRate();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
