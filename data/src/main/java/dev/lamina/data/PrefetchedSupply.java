package dev.lamina.data;

import java.util.Arrays;
import java.util.List;

/**
 * Batches that threads of their own make ahead, in a ring of slots: one that is in use, the others ready
 * or being filled. A thread claims the next batch together with its slot, so that the one that is waited
 * for always has one.
 */
final class PrefetchedSupply implements EpochCursor.Supply {
    private final SpareSlots spare;
    private final Slot[] ring;
    private final boolean[] ready;
    private final Thread[] threads;

    /** The batch that is in use or waited for: the slots of those before are free. */
    private long current;

    /** The batch that the next thread makes. */
    private long next;

    /** No batch from this one on is wanted: the epoch is over before, or one failed before, or all is closed. */
    private volatile long end;

    /**
     * Starts the threads.
     *
     * @param fillings one for each thread
     * @param ahead how many batches are made ahead
     */
    PrefetchedSupply(List<Filling> fillings, SpareSlots spare, long from, long end, int ahead) {
        this.spare = spare;
        this.ring = new Slot[ahead + 1];
        Arrays.setAll(ring, i -> spare.take());
        this.ready = new boolean[ring.length];
        this.current = from;
        this.next = from;
        this.end = end;
        this.threads = fillings.stream()
                .map(filling ->
                        Thread.ofPlatform().name("lamina-prefetch").daemon().unstarted(() -> produce(filling)))
                .toArray(Thread[]::new);
        try {
            for (var thread : threads) {
                thread.start();
            }
        } catch (Throwable e) {
            // The system may have no thread left to give: those that it gave would wait for ever.
            close();
            throw e;
        }
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }

    private void produce(Filling filling) {
        for (long number = claim(); number >= 0; number = claim()) {
            long own = number;
            var slot = ring[place(number)];
            try {
                filling.fill(slot, number, () -> own >= end);
            } catch (Throwable e) {
                // Whatever it is, checked exceptions that a map smuggles too: the caller waits for it.
                slot.failure = e;
            }
            deliver(number, slot.failure != null);
        }
    }

    /** The batch to make next, once its slot is free; -1 if there is none. */
    private synchronized long claim() {
        while (next < end && next - current >= ring.length) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Only closing interrupts this thread, unless a map does it to itself: then batches are still due.
            }
        }
        // Nor must what a map did to itself reach the next one: an interrupted read of a file closes it.
        Thread.interrupted();
        return next < end ? next++ : -1;
    }

    private synchronized void deliver(long number, boolean failed) {
        if (failed) {
            end = Math.min(end, number + 1);
        }
        ready[place(number)] = true;
        notifyAll();
    }

    @Override
    public Batch next(long number) {
        var slot = await(number);
        if (slot.failure != null) {
            PrefetchedSupply.<RuntimeException>throwAgain(slot.failure);
        }
        return slot.filled();
    }

    private synchronized Slot await(long number) {
        if (number > current) {
            ready[place(current)] = false;
            current = number;
            notifyAll();
        }
        try {
            while (!ready[place(number)]) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EpochCursor.interrupted(number, e);
        }
        return ring[place(number)];
    }

    /** Throws an exception as it was thrown, though no method on the way may declare it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAgain(Throwable failure) throws E {
        throw (E) failure;
    }

    private synchronized void stop() {
        end = 0;
        notifyAll();
    }

    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        for (var thread : threads) {
            thread.interrupt();
        }
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    // The thread ends within an example; until then its slots are not anybody else's.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var slot : ring) {
            spare.giveBack(slot);
        }
    }
}
