package dev.lamina.session;

import org.jspecify.annotations.Nullable;

/**
 * A lock that many readers share or one writer has, given in the order in which it is asked for: whoever waits, waits for
 * those alone who asked before. Taking it allocates nothing, and it must not be taken again by who has it.
 */
final class FairLock {
    /** How many have asked; each takes the number as a ticket. */
    private long asked;

    /** The ticket whose turn it is. */
    private long turn;

    private int readers;

    /** Who has it alone, if anybody has. */
    private @Nullable Thread writer;

    /** Waits for the writers that asked before. */
    synchronized void lockRead() {
        await(asked++, false);
        readers++;
        pass();
    }

    synchronized void unlockRead() {
        readers--;
        if (readers == 0) {
            notifyAll();
        }
    }

    /** Waits for all that asked before; those who ask later wait for this one. */
    synchronized void lockWrite() {
        await(asked++, true);
        writer = Thread.currentThread();
    }

    synchronized void unlockWrite() {
        writer = null;
        pass();
    }

    /** Does what may have to wait for others: who has the lock gives it up meanwhile, and then asks for it again. */
    void yieldWhile(Runnable wait) {
        boolean isAlone = isWriter();
        if (isAlone) {
            unlockWrite();
        } else {
            unlockRead();
        }
        try {
            wait.run();
        } finally {
            if (isAlone) {
                lockWrite();
            } else {
                lockRead();
            }
        }
    }

    private synchronized boolean isWriter() {
        return writer == Thread.currentThread();
    }

    /** Gives the turn to the next. */
    private void pass() {
        turn++;
        notifyAll();
    }

    private void await(long ticket, boolean alone) {
        boolean interrupted = false;
        while (turn != ticket || (alone && readers > 0)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // who has a ticket must take its turn
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
