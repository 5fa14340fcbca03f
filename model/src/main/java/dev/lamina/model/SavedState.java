package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training's state as a checkpoint has it.
 *
 * @param prefix of the checkpoint
 * @param began when the training began, in milliseconds since 1970: which of two at one prefix is the later
 * @param step the number of steps done
 * @param tensors all of it; nothing before {@link #read}
 */
record SavedState(String prefix, long began, long step, Map<String, Tensor> tensors) {
    /** Looks at a checkpoint without reading all of it. */
    static SavedState open(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        if (!checkpoint.contains(StateTensors.BEGAN) || !checkpoint.contains(StateTensors.POSITION)) {
            throw new NotFoundException("it has no state of a training");
        }
        long began = checkpoint.tensor(StateTensors.BEGAN).longValue();
        return new SavedState(
                prefix, began, checkpoint.tensor(StateTensors.POSITION).longs()[0], Map.of());
    }

    /**
     * Reads every tensor and checks it.
     *
     * @throws DataLossException if one is damaged
     */
    SavedState read() {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (String name : checkpoint.names()) {
            all.put(name, checkpoint.tensor(name));
        }
        return new SavedState(prefix, began, step, all);
    }

    /** What is below a name, by what comes after it. */
    Map<String, Tensor> below(String name) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> {
            if (key.startsWith(name)) {
                found.put(key.substring(name.length()), tensor);
            }
        });
        return found;
    }

    /**
     * One of the tensors.
     *
     * @throws DataLossException if it is missing
     */
    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new DataLossException("the checkpoint " + prefix + " has a training's state without " + name);
        }
        return tensor;
    }

    /**
     * Gives the session's variables and random operations what they had.
     *
     * @throws NotFoundException if the checkpoint is of a model with other variables
     * @throws dev.lamina.error.InvalidArgumentException if one is of another shape or type
     */
    void restore(Session session) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Variable variable : session.graph().variables()) {
            String name = variable.ref().node().name();
            Tensor value = tensors.get(name);
            if (value == null) {
                throw new NotFoundException(
                        "Key " + name + " not found in checkpoint " + prefix,
                        "the model is not the one that was trained: build it with the same layers and optimizer");
            }
            values.put(name, value);
        }
        session.load(values);
        session.loadRandomStates(below(StateTensors.RANDOM));
    }
}
