package dev.lamina.metric;

import dev.lamina.tensor.Tensor;

/**
 * A number, or several, that says how well predictions agree with labels, over any number of batches.
 *
 * @param <R> the result, an immutable value
 */
public interface Metric<R> extends Accumulator<R> {
    /**
     * Takes another batch into account.
     *
     * @param predictions a row an example
     * @param labels what is right, as many rows
     * @throws dev.lamina.error.InvalidArgumentException if types, shapes or values do not fit; the batch then counts for
     *     nothing
     */
    void update(Tensor predictions, Tensor labels);

    /**
     * Takes another batch into account, of which not every example counts the same: one of weight 2 as if it were there
     * twice, one of weight 0 as if it were not there.
     *
     * @param predictions a row an example
     * @param labels what is right, as many rows
     * @param weights a number for each example, of [examples] or [examples, 1]; finite and at least 0
     * @throws dev.lamina.error.InvalidArgumentException if types, shapes or values do not fit; the batch then counts for
     *     nothing
     */
    void update(Tensor predictions, Tensor labels, Tensor weights);

    /** Whether it takes a single column of floats for probabilities of class 1 against 0, which logits are not. */
    default boolean readsProbabilities() {
        return false;
    }
}
