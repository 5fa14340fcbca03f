package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.kernel.thread.Parallel;

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
}
