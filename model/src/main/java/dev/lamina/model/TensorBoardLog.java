package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensorflow.EventWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The graph, and the values of each epoch, as curves that TensorBoard shows. After an interruption TensorBoard passes over
 * what was written beyond the state that training went on from.
 */
public final class TensorBoardLog implements Callback {
    private final Path folder;
    private final Map<String, ToDoubleFunction<TrainingRun>> scalars = new LinkedHashMap<>();
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

    /** Another number after each epoch, such as the learning rate. */
    public TensorBoardLog scalar(String name, ToDoubleFunction<TrainingRun> value) {
        scalars.put(name, value);
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
        if (lossSteps > 0 && run.step() % lossSteps == 0) {
            write(run, writer -> writer.addScalar("batch_loss", loss, run.step()));
        }
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        write(run, writer -> {
            epoch.values().forEach((name, value) -> writer.addScalar(name, value, epoch.step()));
            scalars.forEach((name, value) -> writer.addScalar(name, value.applyAsDouble(run), epoch.step()));
            writer.flush();
        });
    }

    @Override
    public void ended(TrainingRun run, Ending ending) {
        write(run, EventWriter::close);
        writer = null;
    }

    /** Writes, if that is still possible: a log is no reason to end a training. */
    private void write(TrainingRun run, Consumer<EventWriter> what) {
        EventWriter open = writer;
        if (open == null) {
            return;
        }
        try {
            what.accept(open);
        } catch (UnavailableException e) {
            writer = null;
            run.report("TensorBoard's log ends at step " + run.step() + ": " + e.getMessage());
        }
    }
}
