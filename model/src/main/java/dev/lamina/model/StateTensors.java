package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A training's state as tensors, beside the variables, and back. */
final class StateTensors {
    private static final String ALL = "_lamina_state/";

    /** When the training began: int64, milliseconds since 1970. */
    static final String BEGAN = ALL + "began";

    /** int64: steps in all, steps of this epoch, examples of this epoch, batches in an epoch. */
    static final String POSITION = ALL + "position";

    /** Below this, where each random operation stands, by its name. */
    static final String RANDOM = ALL + "random/";

    private static final String LOSS_SUM = ALL + "loss_sum";
    private static final String CALLBACK = ALL + "callback/";

    /** The results of all epochs, one after another: names and values, and of each epoch their number and its end. */
    private static final String NAMES = ALL + "history/names";

    private static final String VALUES = ALL + "history/values";
    private static final String EPOCHS = ALL + "history/epochs";
    private static final String SECONDS = ALL + "history/seconds";

    private StateTensors() {}

    static Map<String, Tensor> of(TrainingRun run, long began, List<Callback> callbacks) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        Position position = run.position();
        state.put(BEGAN, Tensor.of(began));
        state.put(
                POSITION,
                Tensor.of(new long[] {position.step(), position.batch(), position.examples(), run.batchesPerEpoch()}));
        state.put(LOSS_SUM, Tensor.of(position.lossSum()));
        run.session().randomStates().forEach((name, tensor) -> state.put(RANDOM + name, tensor));
        putHistory(state, run.history());
        for (Callback callback : callbacks) {
            if (callback instanceof Resumable resumable) {
                resumable.state().forEach((name, tensor) -> state.put(CALLBACK + resumable.key() + "/" + name, tensor));
            }
        }
        return state;
    }

    private static void putHistory(Map<String, Tensor> state, List<EpochResult> history) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        long[][] epochs = new long[history.size()][];
        double[] seconds = new double[history.size()];
        for (int i = 0; i < epochs.length; i++) {
            EpochResult epoch = history.get(i);
            epochs[i] = new long[] {epoch.values().size(), epoch.step()};
            seconds[i] = epoch.seconds();
            names.addAll(epoch.values().keySet());
            values.addAll(epoch.values().values());
        }
        if (epochs.length > 0) {
            state.put(NAMES, Tensor.of(names.toArray(String[]::new)));
            state.put(
                    VALUES,
                    Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
            state.put(EPOCHS, Tensor.of(epochs));
            state.put(SECONDS, Tensor.of(seconds));
        }
    }

    /** Has the run go on where the state was saved. */
    static void resume(SavedState state, TrainingRun run) {
        long[] position = state.tensor(POSITION).longs();
        if (position[3] != run.batchesPerEpoch()) {
            throw new InvalidArgumentException(
                    "the training saved in " + state.prefix() + " has " + position[3]
                            + " batches in an epoch, the data given now " + run.batchesPerEpoch(),
                    "resume with the same data and batch size");
        }
        run.resume(
                new Position(position[0], position[1], state.tensor(LOSS_SUM).doubleValue(), position[2]),
                history(state));
    }

    private static List<EpochResult> history(SavedState state) {
        List<EpochResult> history = new ArrayList<>();
        if (!state.tensors().containsKey(EPOCHS)) {
            return history;
        }
        String[] names = state.tensor(NAMES).strings();
        double[] values = state.tensor(VALUES).doubles();
        long[] epochs = state.tensor(EPOCHS).longs();
        double[] seconds = state.tensor(SECONDS).doubles();
        int at = 0;
        for (int i = 0; i < seconds.length; i++) {
            Map<String, Double> all = new LinkedHashMap<>();
            for (long k = 0; k < epochs[2 * i]; k++, at++) {
                all.put(names[at], values[at]);
            }
            history.add(new EpochResult(i + 1, epochs[2 * i + 1], all, seconds[i]));
        }
        return history;
    }

    /** What was saved of a callback; nothing if it was not among those of the training. */
    static Map<String, Tensor> of(SavedState state, Resumable callback) {
        return state.below(CALLBACK + callback.key() + "/");
    }
}
