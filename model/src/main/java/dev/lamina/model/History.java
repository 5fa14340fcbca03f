package dev.lamina.model;

import java.util.List;

/**
 * What came out of a training, with all that went before an interruption.
 *
 * @param epochs what came out of each epoch
 * @param steps the number of steps done
 * @param ending how it ended
 * @param reason why, in words; empty where all epochs were done
 * @param problems what went wrong on the way without ending it: checkpoints that were damaged or could not be written
 */
public record History(List<EpochResult> epochs, long steps, Ending ending, String reason, List<String> problems) {
    /** Copies the lists. */
    public History {
        epochs = List.copyOf(epochs);
        problems = List.copyOf(problems);
    }

    /** The values of that name, epoch by epoch. */
    public double[] values(String name) {
        return epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
    }
}
