package dev.lamina.model;

import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Map;

/** Saves the model whenever a metric is better than ever: one checkpoint, the best. */
public final class BestCheckpoint implements Callback, Resumable {
    private final String prefix;
    private final String metric;
    private final boolean highest;
    private double best;
    private boolean isTold;

    private BestCheckpoint(String prefix, String metric, boolean highest) {
        this.prefix = prefix;
        this.metric = metric;
        this.highest = highest;
        best = none();
    }

    /** The model with the lowest value of a metric, such as {@code val_loss}. */
    public static BestCheckpoint lowest(String prefix, String metric) {
        return new BestCheckpoint(prefix, metric, false);
    }

    /** The model with the highest value of a metric, such as {@code val_accuracy}. */
    public static BestCheckpoint highest(String prefix, String metric) {
        return new BestCheckpoint(prefix, metric, true);
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        double value = epoch.value(metric);
        if (highest ? value > best : value < best) {
            try {
                run.model().save(prefix);
                best = value;
                isTold = false;
            } catch (UnavailableException e) {
                if (!isTold) {
                    run.report("the best model, of epoch " + epoch.epoch() + ", was not saved: " + e.getMessage());
                }
                isTold = true;
            }
        }
    }

    @Override
    public String key() {
        return "best_checkpoint_" + metric;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("best", Tensor.of(best));
    }

    @Override
    public void restore(Map<String, Tensor> state, TrainingRun run) {
        best = state.isEmpty()
                ? none()
                : Resumable.part(state, "best", DType.FLOAT64).doubleValue();
    }

    private double none() {
        return highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
