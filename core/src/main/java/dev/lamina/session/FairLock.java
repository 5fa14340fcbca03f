package dev.lamina.session;

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
    }

    synchronized void unlockWrite() {
        pass();
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
