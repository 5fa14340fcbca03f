package dev.lamina.data;

import dev.lamina.error.AbortedException;
import dev.lamina.error.FailedPreconditionException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The batches of an epoch from one on, from wherever they are supplied. */
final class EpochCursor implements BatchCursor {
    private final Supply supply;
    private final long end;
    private long position;
    private boolean closed;

    EpochCursor(Supply supply, long from, long end) {
        this.supply = supply;
        this.position = from;
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        return !closed && position < end;
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new FailedPreconditionException("the cursor is closed");
        }
        if (position >= end) {
            throw new NoSuchElementException("the epoch of " + end + " batches is over");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(position, null);
        }
        var batch = supply.next(position);
        position++;
        return batch;
    }

    static AbortedException interrupted(long batch, @Nullable InterruptedException cause) {
        return new AbortedException("interrupted before batch " + batch, null, cause);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            supply.close();
        }
    }

    /** Where a cursor's batches come from, in order. */
    sealed interface Supply permits DirectSupply, PrefetchedSupply {
        /** The batch of that number: the one after the last that was given, or the one that was not for an exception. */
        Batch next(long number);

        void close();
    }
}
