package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Early termination: training stops when a metric has not improved for a number of epochs, and however it ends, stopped,
 * completed, interrupted or failed, the model has the weights of its best epoch afterwards.
 */
public final class EarlyStopping implements Callback, Resumable {
    private static final String WEIGHTS = "weights/";

    private final String metric;
    private final boolean highest;
    private int patience = 1;
    private double minDelta;
    private double best;
    private int bestEpoch;
    private int waited;
    private Map<String, Tensor> weights = Map.of();

    private EarlyStopping(String metric, boolean highest) {
        this.metric = metric;
        this.highest = highest;
        best = none();
    }

    /** Best is the lowest value of a metric, such as {@code val_loss}. */
    public static EarlyStopping lowest(String metric) {
        return new EarlyStopping(metric, false);
    }

    /** Best is the highest value of a metric, such as {@code val_accuracy}. */
    public static EarlyStopping highest(String metric) {
        return new EarlyStopping(metric, true);
    }

    /** After how many epochs in a row without an improvement to stop: 1 or more; 1 at first. */
    public EarlyStopping patience(int epochs) {
        if (epochs < 1) {
            throw new InvalidArgumentException("patience: expected 1 epoch or more, got " + epochs);
        }
        patience = epochs;
        return this;
    }

    /** By more than how much the best value must be passed for an improvement: 0 or more; 0 at first. */
    public EarlyStopping minDelta(double change) {
        if (!(change >= 0)) {
            throw new InvalidArgumentException("minDelta: expected 0 or more, got " + change);
        }
        minDelta = change;
        return this;
    }

    /** The number of the best epoch, from 1; 0 before the first. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** The metric's best value; infinite before the first epoch. */
    public double bestValue() {
        return best;
    }

    @Override
    public void began(TrainingRun run) {
        stopIfDue(run);
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        double value = epoch.value(metric);
        // A value that is not a number is none.
        if (highest ? value > best + minDelta : value < best - minDelta) {
            best = value;
            bestEpoch = epoch.epoch();
            waited = 0;
            weights = run.model().weights();
        } else {
            waited++;
        }
        stopIfDue(run);
    }

    private void stopIfDue(TrainingRun run) {
        if (waited >= patience) {
            run.stop(metric + " has not improved for " + waited + " epochs; the best was " + best + " in epoch "
                    + bestEpoch);
        }
    }

    @Override
    public void ended(TrainingRun run, Ending ending) {
        if (!weights.isEmpty()) {
            run.model().setWeights(weights);
        }
    }

    @Override
    public String key() {
        return "early_stopping_" + metric;
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("best", Tensor.of(best));
        state.put("epochs", Tensor.of(new long[] {bestEpoch, waited}));
        weights.forEach((name, value) -> state.put(WEIGHTS + name, value));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state, TrainingRun run) {
        best = none();
        bestEpoch = 0;
        waited = 0;
        weights = Map.of();
        if (!state.isEmpty()) {
            best = Resumable.part(state, "best", DType.FLOAT64).doubleValue();
            long[] epochs = Resumable.part(state, "epochs", DType.INT64, 2).longs();
            long before = run.epoch() - 1L;
            if (epochs[0] < 0 || epochs[1] < 0 || epochs[0] > before || epochs[1] > before - epochs[0]) {
                throw new DataLossException("early stopping after " + before + " epochs cannot have its best in "
                        + epochs[0] + " and have waited for " + epochs[1]);
            }
            bestEpoch = (int) epochs[0];
            waited = (int) epochs[1];
            weights = weights(state, run);
        }
    }

    private double none() {
        return highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The best epoch's, which are as the model's are. */
    private Map<String, Tensor> weights(Map<String, Tensor> state, TrainingRun run) {
        if (bestEpoch == 0) {
            return Map.of();
        }
        Map<String, Tensor> found = new LinkedHashMap<>();
        run.model().weights().forEach((name, now) -> {
            long[] dims = now.shape().dims();
            found.put(name, Resumable.part(state, WEIGHTS + name, now.dtype(), dims));
        });
        return found;
    }
}
