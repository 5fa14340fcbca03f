package dev.lamina.data;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches that a thread of its own makes ahead, in a ring of slots: one that is in use, the others ready
 * or being filled.
 */
final class PrefetchedSupply implements EpochCursor.Supply {
    /** Wakes the thread that waits for a slot when there is to be no more. */
    private static final Slot END = new Slot();

    private final Filling filling;
    private final BlockingQueue<Slot> free;
    private final BlockingQueue<Slot> ready;
    private final Slot[] slots;
    private final Thread thread;
    private final BooleanSupplier stop = this::isClosed;
    private volatile boolean closed;
    private @Nullable Slot inUse;

    PrefetchedSupply(Filling filling, long from, long end, int ahead) {
        this.filling = filling;
        this.slots = new Slot[ahead + 1];
        this.free = new ArrayBlockingQueue<>(slots.length + 1);
        this.ready = new ArrayBlockingQueue<>(slots.length);
        for (int i = 0; i < slots.length; i++) {
            slots[i] = filling.take();
            free.add(slots[i]);
        }
        this.thread = Thread.ofPlatform().name("lamina-prefetch").daemon().unstarted(() -> produce(from, end));
        thread.start();
    }

    private boolean isClosed() {
        return closed;
    }

    private void produce(long from, long end) {
        for (long number = from; number < end && !closed; number++) {
            Slot slot;
            try {
                slot = free.take();
            } catch (InterruptedException e) {
                // Only closing interrupts this thread, unless a map does it to itself: then the slot is still due.
                number--;
                continue;
            }
            if (slot == END) {
                return;
            }
            try {
                filling.fill(slot, number, stop);
            } catch (Throwable e) {
                // Whatever it is, checked exceptions that a map smuggles too: the caller waits for it.
                slot.failure = e;
            }
            // Never full: it has room for every slot there is.
            ready.add(slot);
            if (slot.failure != null) {
                return;
            }
        }
    }

    @Override
    public Batch next(long number) {
        var slot = inUse;
        if (slot == null || slot.failure == null) {
            inUse = null;
            if (slot != null) {
                free.add(slot);
            }
            slot = await(number);
            inUse = slot;
        }
        if (slot.failure != null) {
            PrefetchedSupply.<RuntimeException>throwAgain(slot.failure);
        }
        return slot.filled();
    }

    private Slot await(long number) {
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EpochCursor.interrupted(number, e);
        }
    }

    /** Throws an exception as it was thrown, though no method on the way may declare it. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAgain(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public void close() {
        closed = true;
        free.add(END);
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // The thread ends within an example; until then its slots are not anybody else's.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var slot : slots) {
            filling.giveBack(slot);
        }
    }
}
