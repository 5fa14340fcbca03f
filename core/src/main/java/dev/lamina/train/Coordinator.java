package dev.lamina.train;

import dev.lamina.error.LaminaException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops threads together, as TensorFlow's {@code tf.train.Coordinator} does: any of them may ask for it, the first error is
 * kept, and whoever joins them gets it.
 */
public final class Coordinator {
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Throwable error;
    private boolean shouldStop;

    /** One of no threads yet. */
    public Coordinator() {}

    /** Says whether the threads are to stop. */
    public synchronized boolean shouldStop() {
        return shouldStop;
    }

    /** Asks all threads to stop. */
    public void requestStop() {
        requestStop(null);
    }

    /**
     * Asks all threads to stop because of an error, or, if it is {@code null}, without one. Only the first counts. That the data
     * have come to an end ({@link OutOfRangeException}) is no error, as in TensorFlow.
     */
    public synchronized void requestStop(@Nullable Throwable cause) {
        if (!shouldStop) {
            error = cause instanceof OutOfRangeException ? null : cause;
            shouldStop = true;
            notifyAll();
        }
    }

    /** Waits until a stop was asked for. */
    public synchronized void waitForStop() throws InterruptedException {
        while (!shouldStop) {
            wait();
        }
    }

    /** Starts a thread that {@link #join} waits for; what it throws stops all. */
    void start(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                requestStop(e);
            }
        });
        synchronized (this) {
            threads.add(thread);
        }
        thread.start();
    }

    /**
     * Asks the threads to stop and waits for them.
     *
     * @throws LaminaException the error of the first of them that failed, if one did
     * @throws UnavailableException if not all of them have stopped after that time
     */
    public void join(Duration atMost) throws InterruptedException {
        requestStop();
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        for (Thread thread : all) {
            if (!thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                throw new UnavailableException("thread '" + thread.getName() + "' has not stopped after " + atMost);
            }
        }
        Throwable failure = error();
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }

    private synchronized @Nullable Throwable error() {
        return error;
    }
}
