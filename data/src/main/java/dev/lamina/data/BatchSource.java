package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * Batches in a defined order, epoch after epoch: what an epoch holds depends on its number alone, so
 * that a position is two numbers.
 *
 * <p>A source may be opened as often as wanted, by any thread; a cursor belongs to one thread.
 */
public interface BatchSource extends DataInfo {
    /**
     * The batches of an epoch from one of them on. The same numbers give the same bits, whatever was
     * read before.
     *
     * @param epoch the number of the epoch, from 0; there is no last one
     * @param from the number of the first batch, from 0 to {@link #batchesPerEpoch()}
     * @throws InvalidArgumentException when a number is out of range
     */
    BatchCursor open(long epoch, long from);

    /** The number of batches in an epoch. */
    long batchesPerEpoch();

    /** The shape of one example's features, fully defined: a batch's are [size] followed by it. */
    Shape featureShape();

    /** The type of the features. */
    DType featureType();

    /** The shape of one example's label, fully defined: a batch's are [size] followed by it. */
    Shape labelShape();

    /** The type of the labels. */
    DType labelType();
}
