package dev.lamina.kernel.thread;

/**
 * Whether it is worth to share work with other threads. Where somebody else has a processor, one that is in the middle of its part
 * is held up for as long as the system lets others run, milliseconds, and its caller with it. Where callers have waited longer than they
 * have worked, the others were no help: then the caller works alone for a while, twice as long if that happens again soon.
 *
 * <p>All times are in nanoseconds, by {@link System#nanoTime}. It is asked and told by the pool's owner alone, but for {@link #isAlone}.
 */
final class Patience {
    /** So much more work than waiting is remembered: what one hold-up takes does not outweigh it. */
    static final long MOST_CREDIT = 5_000_000;

    static final long SHORTEST = 2_000_000;
    static final long LONGEST = 1_000_000_000;

    private long credit = MOST_CREDIT;
    private long alone;
    private volatile boolean isAlone;
    private volatile long until;

    /** Says whether the caller should do all of it. */
    boolean isAlone() {
        return isAlone && System.nanoTime() - until < 0;
    }

    /**
     * Tells of a job that was shared.
     *
     * @param own how long the caller worked on it, which is about what the others saved
     * @param waited how long it then waited for them
     */
    void shared(long now, long own, long waited) {
        credit = Math.min(MOST_CREDIT, credit + own - waited);
        if (credit < 0) {
            credit = 0;
            alone = Math.clamp(2 * alone, SHORTEST, LONGEST);
            until = now + alone;
            isAlone = true;
        } else if (credit == MOST_CREDIT && alone != 0) {
            alone = 0;
            isAlone = false;
        }
    }

    /** How long the caller last worked alone, or is about to; 0 if the others have been a help since. */
    long alone() {
        return alone;
    }
}
