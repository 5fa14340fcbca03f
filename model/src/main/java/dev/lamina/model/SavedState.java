package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
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
        Map<String, Tensor> head = new LinkedHashMap<>();
        for (String name : new String[] {StateTensors.BEGAN, StateTensors.POSITION}) {
            head.put(name, checkpoint.tensor(name));
        }
        return new SavedState(
                prefix,
                Resumable.part(head, StateTensors.BEGAN, DType.INT64).longValue(),
                Resumable.part(head, StateTensors.POSITION, DType.INT64, 4).longs()[0],
                Map.of());
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
     * What the session's variables had.
     *
     * @throws NotFoundException if the checkpoint is of a model with other variables
     */
    Map<String, Tensor> variables(Session session) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Variable variable : session.graph().variables()) {
            String name = variable.ref().node().name();
            Tensor value = tensors.get(name);
            if (value == null) {
                throw new NotFoundException("Key " + name + " not found in checkpoint " + prefix, OTHER_MODEL);
            }
            values.put(name, value);
        }
        return values;
    }

    /**
     * Where the session's random operations stood.
     *
     * @throws DataLossException if they are not said as they should be
     * @throws NotFoundException if the checkpoint is of a model with others
     */
    Map<String, Tensor> randomStates(Session session) {
        Map<String, Tensor> states = below(StateTensors.RANDOM);
        for (String name : states.keySet()) {
            Resumable.part(states, name, DType.INT64, 3);
            if (session.graph().functions().findNode(name).isEmpty()) {
                throw new NotFoundException(
                        "the training saved in " + prefix + " has a random operation '" + name + "', the model none",
                        OTHER_MODEL);
            }
        }
        return states;
    }

    private static final String OTHER_MODEL =
            "the model is not the one that was trained: build it with the same layers and optimizer";
}
