package dev.lamina.kernel.thread;

/**
 * The process-wide pool that kernels spread their work over.
 *
 * <p>Which thread runs which task is left open, so a kernel must give the same bits whatever the
 * split. The number of threads is the property {@code lamina.threads}, by default the number of
 * processors.
 */
public final class Parallel {
    private static volatile Pool pool = new Pool(initialThreads());

    private Parallel() {}

    /** One piece of a kernel's work. */
    public interface Task {
        /** Does piece {@code index}; pieces of one run may be done at the same time. */
        void run(int index);
    }

    /** Says how many threads share the work, the caller's included. */
    public static int threads() {
        return pool.threads();
    }

    /**
     * Sets how many threads share the work from now on; work under way is finished as it began.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public static synchronized void setThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + count);
        }
        Pool old = pool;
        if (old.threads() != count) {
            pool = new Pool(count);
            old.close();
        }
    }

    /**
     * Runs tasks 0 to {@code tasks - 1} on the caller and the pool and returns when all are done.
     *
     * <p>A call from inside a task, or while another thread has the pool, runs all tasks in the
     * caller. Whatever a task throws reaches the caller (the first, if there are several), after
     * the other tasks have ended. Nothing is allocated.
     */
    public static void run(int tasks, Task task) {
        pool.run(tasks, task);
    }

    private static int initialThreads() {
        int asked = Integer.getInteger("lamina.threads", 0);
        return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
    }
}
