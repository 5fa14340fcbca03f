package dev.lamina.data;

import org.jspecify.annotations.Nullable;

/** The arrays of one batch, used again and again: a batch of full size, and one of a smaller where an epoch ends in one. */
final class Slot {
    private @Nullable Batch full;
    private @Nullable Batch rest;
    private @Nullable Batch filled;

    /** What hindered the batch, or null. */
    @Nullable
    Throwable failure;

    /** The batch to be filled. */
    Batch ofSize(int size, int fullSize, ExampleSpec spec) {
        var batch = size == fullSize ? full : rest;
        if (batch == null || batch.size() != size) {
            batch = new Batch(size, spec);
            if (size == fullSize) {
                full = batch;
            } else {
                rest = batch;
            }
        }
        filled = batch;
        return batch;
    }

    /** The batch that was filled last. */
    Batch filled() {
        if (filled == null) {
            throw new IllegalStateException("no batch was filled");
        }
        return filled;
    }
}
