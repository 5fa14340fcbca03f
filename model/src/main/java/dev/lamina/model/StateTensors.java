package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

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

    /** float64 of each output's, in a model of which several learn. */
    private static final String OUTPUT_LOSS_SUMS = ALL + "output_loss_sums";

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
        if (!position.outputLossSums().isEmpty()) {
            state.put(
                    OUTPUT_LOSS_SUMS,
                    Tensor.of(position.outputLossSums().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
        run.session().randomStates().forEach((name, tensor) -> state.put(RANDOM + name, tensor));
        state.putAll(run.model().known().tensors());
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

    /** What a state says of a training's course. */
    record Course(Position position, long batchesPerEpoch, List<EpochResult> history) {}

    /**
     * Reads the course.
     *
     * @param outputs how many outputs learn, if several do; else 0
     * @throws DataLossException if it is not one
     */
    static Course course(SavedState state, int outputs) {
        Map<String, Tensor> tensors = state.tensors();
        long[] position = Resumable.part(tensors, POSITION, DType.INT64, 4).longs();
        double lossSum = Resumable.part(tensors, LOSS_SUM, DType.FLOAT64).doubleValue();
        if (LongStream.of(position).anyMatch(each -> each < 0) || position[1] > position[3]) {
            throw new DataLossException("the state of a training in " + state.prefix() + " has an impossible position: "
                    + Arrays.toString(position));
        }
        return new Course(
                new Position(position[0], position[1], lossSum, outputLossSums(tensors, outputs), position[2]),
                position[3],
                history(state.prefix(), tensors));
    }

    private static List<Double> outputLossSums(Map<String, Tensor> tensors, int outputs) {
        return outputs == 0
                ? List.of()
                : Arrays.stream(Resumable.part(tensors, OUTPUT_LOSS_SUMS, DType.FLOAT64, outputs)
                                .doubles())
                        .boxed()
                        .toList();
    }

    private static List<EpochResult> history(String prefix, Map<String, Tensor> tensors) {
        List<EpochResult> history = new ArrayList<>();
        if (!tensors.containsKey(EPOCHS)) {
            return history;
        }
        long count = length(tensors, SECONDS);
        long[] epochs = Resumable.part(tensors, EPOCHS, DType.INT64, count, 2).longs();
        double[] seconds =
                Resumable.part(tensors, SECONDS, DType.FLOAT64, count).doubles();
        long entries = length(tensors, NAMES);
        String[] names = Resumable.part(tensors, NAMES, DType.STRING, entries).strings();
        double[] values =
                Resumable.part(tensors, VALUES, DType.FLOAT64, entries).doubles();
        int at = 0;
        for (int i = 0; i < seconds.length; i++) {
            if (epochs[2 * i] < 0 || epochs[2 * i] > names.length - at) {
                throw new DataLossException(
                        "the state of a training in " + prefix + " has fewer results than its epochs are said to have");
            }
            Map<String, Double> all = new LinkedHashMap<>();
            for (long k = 0; k < epochs[2 * i]; k++, at++) {
                all.put(names[at], values[at]);
            }
            history.add(new EpochResult(i + 1, epochs[2 * i + 1], all, seconds[i]));
        }
        return history;
    }

    private static long length(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        return tensor == null || tensor.shape().rank() != 1 ? 0 : tensor.shape().dim(0);
    }

    /** What was saved of a callback; nothing if it was not among those of the training. */
    static Map<String, Tensor> of(SavedState state, Resumable callback) {
        return state.below(CALLBACK + callback.key() + "/");
    }
}
