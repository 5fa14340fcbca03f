package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Map;

/** A callback with a state that is saved with the training's, so that a resumed training goes on as if nothing happened. */
public interface Resumable {
    /** What tells it from the others of a training: letters, digits and {@code _}. */
    String key();

    /** Its state, by names of its own choice that may have slashes in them. */
    Map<String, Tensor> state();

    /**
     * Takes over what {@link #state} gave before the interruption; begins anew if that is empty. Several states may be tried,
     * the last one counts.
     *
     * @param run the training that goes on, before its first step
     * @throws DataLossException if it is not what {@link #state} gives: then the training goes on from an earlier state
     */
    void restore(Map<String, Tensor> state, TrainingRun run);

    /**
     * A tensor of a state.
     *
     * @throws DataLossException if it is missing, or of another type or shape
     */
    static Tensor part(Map<String, Tensor> state, String name, DType type, long... dims) {
        Tensor tensor = state.get(name);
        Shape shape = Shape.of(dims);
        if (tensor == null || tensor.dtype() != type || !tensor.shape().equals(shape)) {
            throw new DataLossException("'" + name + "' of a training's state should be " + type + shape
                    + (tensor == null ? ", but is missing" : ", but is " + tensor.dtype() + tensor.shape()));
        }
        return tensor;
    }
}
