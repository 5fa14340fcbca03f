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

    /** What one example looks like: a batch's tensors are [size] followed by the shape of one example's. */
    ExampleSpec spec();

    /** The shape of one example's features, where these are one tensor. */
    default Shape featureShape() {
        return spec().featureShape();
    }

    /** The type of the features, where these are one tensor. */
    default DType featureType() {
        return spec().featureType();
    }

    /** The shape of one example's label, where there is one. */
    default Shape labelShape() {
        return spec().labelShape();
    }

    /** The type of the labels, where there is one an example. */
    default DType labelType() {
        return spec().labelType();
    }
}
