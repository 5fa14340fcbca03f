package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensorflow.EventWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The graph, and the values of each epoch, as curves that TensorBoard shows. After an interruption TensorBoard passes over
 * what was written beyond the state that training went on from.
 */
public final class TensorBoardLog implements Callback {
    private final Path folder;
    private long lossSteps;
    private @Nullable EventWriter writer;

    /** A log in that folder, as {@code tensorboard --logdir} reads it. */
    public TensorBoardLog(Path folder) {
        this.folder = folder;
    }

    /** The loss of every so many steps too, as {@code batch_loss}. */
    public TensorBoardLog lossEverySteps(long steps) {
        if (steps < 1) {
            throw new InvalidArgumentException("expected 1 step or more, got " + steps);
        }
        lossSteps = steps;
        return this;
    }

    @Override
    public void began(TrainingRun run) {
        EventWriter opened = EventWriter.open(folder);
        opened.addStart(run.step() + 1);
        opened.addGraph(run.model().graph());
        writer = opened;
    }

    @Override
    public void stepEnded(TrainingRun run, float loss) {
        if (lossSteps > 0 && run.step() % lossSteps == 0 && writer != null) {
            writer.addScalar("batch_loss", loss, run.step());
        }
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        EventWriter open = writer;
        if (open == null) {
            return;
        }
        try {
            epoch.values().forEach((name, value) -> open.addScalar(name, value, epoch.step()));
            open.flush();
        } catch (UnavailableException e) {
            run.report("epoch " + epoch.epoch() + " is missing in TensorBoard's log: " + e.getMessage());
        }
    }

    @Override
    public void ended(TrainingRun run, Ending ending) {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
