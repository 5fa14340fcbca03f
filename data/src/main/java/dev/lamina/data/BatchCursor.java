package dev.lamina.data;

import java.util.Iterator;

/**
 * One pass over batches; closing it stops what was prefetched.
 *
 * <p>A batch holds its values until the next is asked for or the cursor is closed: its arrays are
 * used again.
 */
public interface BatchCursor extends Iterator<Batch>, AutoCloseable {
    /**
     * The next batch.
     *
     * <p>What a stage threw arrives here as it was thrown, on whichever thread that was, in place of
     * the batch that it hindered; the batches before it are given first.
     *
     * @throws java.util.NoSuchElementException after the last batch
     * @throws dev.lamina.error.AbortedException when the thread is interrupted, which it then still is
     * @throws dev.lamina.error.FailedPreconditionException when the cursor is closed
     */
    @Override
    Batch next();

    /** Ends the pass, and waits for threads of its own to end, if it has any. Closing again does nothing. */
    @Override
    void close();
}
