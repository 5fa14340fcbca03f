package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.kernel.thread.Parallel;
import java.util.function.IntConsumer;

/**
 * How many threads share the work of an operation, in all sessions: the system property
 * {@code lamina.threads}, by default the number of processors. The results are the same bits for any number.
 */
public final class Threads {
    private Threads() {}

    /** The number of threads, the caller's included. */
    public static int count() {
        return Parallel.threads();
    }

    /**
     * Sets the number of threads from now on, the caller's included; runs under way may end as they began.
     *
     * @throws InvalidArgumentException if it is less than 1
     */
    public static void set(int count) {
        if (count < 1) {
            throw new InvalidArgumentException("threads must be 1 or more, got " + count);
        }
        Parallel.setThreads(count);
    }

    /**
     * Does pieces of work side by side, each on one thread, which then computes alone whatever sessions run in it: better than one
     * after another where each piece is too small, or too much of it is not shared, to keep all threads busy. Which thread does a piece is
     * left open. Where another caller has the threads, this one does all pieces.
     *
     * @param pieces how many
     * @param work does the piece of that number, from 0; what one throws reaches the caller once none is under way
     * @throws InvalidArgumentException if there are fewer than 0
     */
    public static void share(int pieces, IntConsumer work) {
        if (pieces < 0) {
            throw new InvalidArgumentException("pieces of work must be 0 or more, got " + pieces);
        }
        Parallel.run(pieces, work::accept);
    }
}
