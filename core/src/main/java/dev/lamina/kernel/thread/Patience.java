package dev.lamina.kernel.thread;

/**
 * Whether it is worth to share work with other threads. Where somebody else has a processor, one that is in the middle of its part
 * is held up for as long as the system lets others run, milliseconds, and its caller with it. After that the caller works
 * alone for a while, twice as long each time it happens again soon.
 *
 * <p>All times are in nanoseconds, by {@link System#nanoTime}. It is asked and told by the pool's owner alone, but for {@link #isAlone}.
 */
final class Patience {
    /** Longer waits than the caller's own part took and this are no uneven shares any more. */
    static final long UNEVEN = 100_000;

    static final long SHORTEST = 2_000_000;
    static final long LONGEST = 1_000_000_000;

    /** So many times as long as it last worked alone nothing has to happen, and all is forgotten. */
    static final int FORGOTTEN_AFTER = 4;

    private long alone;
    private long lastHeldUp;
    private volatile boolean isAlone;
    private volatile long until;

    /** Says whether the caller should do all of it. */
    boolean isAlone() {
        return isAlone && System.nanoTime() - until < 0;
    }

    /**
     * Tells of a job that was shared.
     *
     * @param own how long the caller worked on it
     * @param waited how long it then waited for others
     */
    void shared(long now, long own, long waited) {
        if (waited > own + UNEVEN) {
            alone = Math.clamp(2 * alone, SHORTEST, LONGEST);
            lastHeldUp = now;
            until = now + alone;
            isAlone = true;
        } else if (alone != 0 && now - lastHeldUp > (1 + FORGOTTEN_AFTER) * alone) {
            alone = 0;
            isAlone = false;
        }
    }

    /** How long the caller last worked alone, or is about to; 0 if all is forgotten. */
    long alone() {
        return alone;
    }
}
