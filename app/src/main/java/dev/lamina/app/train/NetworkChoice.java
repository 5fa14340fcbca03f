package dev.lamina.app.train;

import java.util.List;
import java.util.Locale;

/** The networks of {@code --network}, each with the settings that suit it. */
enum NetworkChoice {
    /** Dense layers, a ReLU after each. */
    MLP(List.of(256, 128), 1, 12, ScheduleChoice.LINEAR),
    /** A linear model. */
    LOGISTIC(List.of(), 1, 12, ScheduleChoice.LINEAR),
    /** Convolutions with batch normalisation and pooling, then dense layers. */
    CNN(List.of(128), 1.5f, 14, ScheduleChoice.ONE_CYCLE),
    /** A long short-term memory, which reads an image row by row. */
    LSTM(List.of(128), 1, 12, ScheduleChoice.LINEAR),
    /** Blocks of attention over the rows of an image. */
    TRANSFORMER(List.of(128, 128), 0.5f, 12, ScheduleChoice.LINEAR);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Integer> usualHidden;

    private final float rate;
    private final int usualEpochs;
    private final ScheduleChoice usualSchedule;

    /**
     * A kind of network.
     *
     * @param rate the part of an optimizer's usual learning rate that suits it
     */
    NetworkChoice(List<Integer> usualHidden, float rate, int usualEpochs, ScheduleChoice usualSchedule) {
        this.usualHidden = usualHidden;
        this.rate = rate;
        this.usualEpochs = usualEpochs;
        this.usualSchedule = usualSchedule;
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

    /** How often each image is seen, if nothing is told. */
    int usualEpochs() {
        return usualEpochs;
    }

    /** How the learning rate goes on, if nothing is told. */
    ScheduleChoice usualSchedule() {
        return usualSchedule;
    }

    /**
     * What is done to images, if nothing is told: a network that looks for shapes wherever they are learns from shifted ones.
     *
     * @param mayMirror whether a mirror image is of the same class
     */
    Augmentation usualAugmentation(boolean mayMirror) {
        if (this != CNN) {
            return Augmentation.NONE;
        }
        return mayMirror ? Augmentation.FLIPS : Augmentation.SHIFTS;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
