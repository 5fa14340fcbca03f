package dev.lamina.kernel.thread;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of daemon threads that run one job at a time, together with the job's caller.
 *
 * <p><b>Memory order.</b> The owner writes {@code task} and {@code tasks}, then the ticket, which
 * holds the job's number and the count of tasks not yet claimed. A thread claims a task by a
 * compare-and-set that lowers this count, and only then reads {@code task} and {@code tasks}: the
 * claim follows the owner's write of the ticket, so it sees the fields; and they cannot change
 * before the claimed task has lowered {@code PENDING}, as the owner waits for that to reach 0. A
 * thread that was held up between reading the ticket and claiming fails the compare-and-set, since
 * every job has another number. What tasks wrote is visible to the owner by way of {@code PENDING}.
 *
 * <p><b>Sleep.</b> A thread first says that it sleeps, then looks once more at what it waits for;
 * the other side changes that first and then looks who sleeps. All four accesses are volatile, so
 * at least one side sees the other, and no wake-up is lost.
 */
final class Pool {
    private static final long WORKER_SPIN_NANOS = 40_000;
    private static final long OWNER_SPIN_NANOS = 200_000; // it waits for tasks that are running
    private static final long COUNT_MASK = 0xffff_ffffL;

    // Words written by different threads: two cache lines apart, as lines are fetched in pairs.
    private static final int TICKET = 16;
    private static final int PENDING = 32;
    private static final int WORDS = 48;

    private final AtomicLongArray words = new AtomicLongArray(WORDS);
    private final AtomicBoolean owned = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final int threads;
    private final boolean spins;
    private volatile Worker[] workers = {};
    private volatile @Nullable Thread sleepingOwner;
    private volatile boolean closed;
    private Parallel.@Nullable Task task;
    private int tasks;

    Pool(int threads) {
        this.threads = threads;
        // With more threads than processors a spinning thread keeps a working one from running.
        this.spins = threads <= Runtime.getRuntime().availableProcessors();
    }

    int threads() {
        return threads;
    }

    /** Lets the workers end; a job under way is finished by its owner, if need be alone. */
    void close() {
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    void run(int count, Parallel.Task work) {
        if (count <= 1 || threads == 1 || closed || !owned.compareAndSet(false, true)) {
            for (int i = 0; i < count; i++) {
                work.run(i);
            }
            return;
        }
        Throwable thrown;
        try {
            share(count, work);
        } finally {
            task = null;
            thrown = failure.getAndSet(null);
            owned.set(false);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown; // a task declares no checked exception
        }
    }

    private void share(int count, Parallel.Task work) {
        if (workers.length == 0) {
            start();
        }
        task = work;
        tasks = count;
        words.set(PENDING, count);
        long lastJob = words.get(TICKET) & ~COUNT_MASK;
        words.set(TICKET, lastJob + (1L << 32) + count);
        Worker[] helpers = workers;
        for (int i = 0; i < Math.min(count - 1, helpers.length); i++) {
            helpers[i].wake();
        }
        boolean more;
        do {
            more = runOne();
        } while (more);
        awaitPending();
    }

    private void start() {
        Worker[] started = new Worker[threads - 1];
        for (int i = 0; i < started.length; i++) {
            started[i] = new Worker(i + 1);
        }
        workers = started;
        for (Worker worker : started) {
            worker.start();
        }
    }

    private boolean hasTasks() {
        return (words.get(TICKET) & COUNT_MASK) != 0;
    }

    /** Claims a task and runs it, or returns false if none is left. */
    private boolean runOne() {
        long ticket = words.get(TICKET);
        while ((ticket & COUNT_MASK) != 0) {
            long seen = words.compareAndExchange(TICKET, ticket, ticket - 1);
            if (seen == ticket) {
                runClaimed((int) (ticket & COUNT_MASK));
                return true;
            }
            ticket = seen;
        }
        return false;
    }

    private void runClaimed(int left) {
        try {
            Objects.requireNonNull(task).run(tasks - left);
        } catch (Throwable t) { // handed to the owner, which throws it
            failure.compareAndSet(null, t);
        }
        if (words.decrementAndGet(PENDING) == 0) {
            Thread owner = sleepingOwner;
            if (owner != null) {
                LockSupport.unpark(owner);
            }
        }
    }

    private void awaitPending() {
        long start = System.nanoTime();
        while (spins && words.get(PENDING) != 0 && System.nanoTime() - start < OWNER_SPIN_NANOS) {
            Thread.onSpinWait();
        }
        if (words.get(PENDING) == 0) {
            return;
        }
        sleepingOwner = Thread.currentThread();
        while (words.get(PENDING) != 0) {
            LockSupport.park(this);
        }
        sleepingOwner = null;
    }

    private final class Worker extends Thread {
        private volatile boolean sleeping;

        Worker(int number) {
            super("lamina-" + number);
            setDaemon(true);
        }

        void wake() {
            if (sleeping) {
                sleeping = false;
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            while (!closed) {
                if (!runOne()) {
                    awaitTasks();
                }
            }
        }

        private void awaitTasks() {
            long start = System.nanoTime();
            while (spins && !closed && System.nanoTime() - start < WORKER_SPIN_NANOS) {
                if (hasTasks()) {
                    return;
                }
                Thread.onSpinWait();
            }
            sleeping = true;
            while (sleeping && !closed && !hasTasks()) {
                LockSupport.park(Pool.this);
            }
            sleeping = false;
        }
    }
}
