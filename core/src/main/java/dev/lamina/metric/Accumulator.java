package dev.lamina.metric;

import dev.lamina.tensor.Tensor;
import java.util.Map;

/**
 * Something that is summed up over batches. Its state can be kept in a checkpoint and restored exactly. Not for several
 * threads at once.
 *
 * @param <R> the result, an immutable value
 */
public interface Accumulator<R> {
    /** The result over all batches since the beginning or the last {@link #reset}. */
    R result();

    /** Forgets all batches. */
    void reset();

    /** A copy of the state, by names. */
    Map<String, Tensor> state();

    /**
     * Goes on from a state that {@link #state} gave.
     *
     * @throws dev.lamina.error.NotFoundException if a name is missing
     * @throws dev.lamina.error.InvalidArgumentException if a tensor is not of the right type or shape; what there was
     *     stays as it is then
     */
    void restore(Map<String, Tensor> state);
}
