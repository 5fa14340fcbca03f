package dev.lamina.app.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a training tells as it goes on; all numbers are finite. */
interface Report {
    /**
     * What is about to happen.
     *
     * @param data what the images are called
     * @param images how many, and of what kind
     * @param layers the network, from the input on
     * @param settings how it learns
     * @param threads how many share the work
     */
    record Experiment(String data, Images images, List<Layer> layers, Settings settings, int threads) {
        long parameters() {
            return layers.stream().mapToLong(Layer::parameters).sum();
        }

        long stepsInEpoch() {
            return Math.ceilDiv(images.training(), settings.batch());
        }
    }

    /** How many images there are to learn from, to watch the progress by, and to measure the result on. */
    record Images(int training, int validation, int test, int rows, int columns, int classes) {}

    /**
     * What an epoch brought.
     *
     * @param epoch its number, from 1 on
     * @param loss the mean of the loss over its examples
     * @param validationAccuracy from 0 to 1
     * @param examplesPerSecond while learning; the evaluation is not counted
     */
    record Epoch(int epoch, double loss, double validationAccuracy, double examplesPerSecond) {}

    /**
     * What came of it all.
     *
     * @param epochs how many were completed
     * @param interrupted whether the user ended it early
     * @param best where the weights are from, if early stopping looked after them
     * @param validationAccuracy from 0 to 1
     * @param testAccuracy from 0 to 1
     * @param parameters the numbers that were learned
     * @param seconds how long it took, evaluations included
     */
    record Outcome(
            int epochs,
            boolean interrupted,
            @Nullable Best best,
            double validationAccuracy,
            double testAccuracy,
            long parameters,
            double seconds) {
        /** What came of a training without early stopping. */
        Outcome(
                int epochs,
                boolean interrupted,
                double validationAccuracy,
                double testAccuracy,
                long parameters,
                double seconds) {
            this(epochs, interrupted, null, validationAccuracy, testAccuracy, parameters, seconds);
        }
    }

    /**
     * What early stopping did.
     *
     * @param epoch the one with the best validation, whose weights were kept
     * @param stopped whether it ended the training
     */
    record Best(int epoch, boolean stopped) {}

    void started(Experiment experiment);

    /** The training begins, after so many steps that were done before an interruption; after 0 if there was none. */
    default void resumed(long steps) {}

    /** A step was taken: {@code step} of its epoch, both from 1 on, with the mean loss of the epoch so far. */
    void stepped(int epoch, int step, double loss);

    void epochEnded(Epoch epoch);

    void ended(Outcome outcome);

    /** A line that is not the report's is about to appear: what is drawn again and again makes room for it. */
    default void makeRoom() {}

    /** It broke off, and nothing more will be told. */
    void failed();
}
