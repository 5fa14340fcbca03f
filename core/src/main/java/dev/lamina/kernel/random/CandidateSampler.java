package dev.lamina.kernel.random;

import java.util.Arrays;

/** Draws candidates, and says how often each can be expected among so many, as TensorFlow's samplers do. Not thread-safe. */
public final class CandidateSampler {
    private final CandidateRange range;
    private final boolean isUnique;

    /** The numbers drawn so far, at places found by hash; -1 where there is none. */
    private final long[] taken;

    /**
     * Of a range, each at most once if {@code isUnique}.
     *
     * @param taken room for {@link #room} numbers
     */
    public CandidateSampler(CandidateRange range, boolean isUnique, long[] taken) {
        this.range = range;
        this.isUnique = isUnique;
        this.taken = taken;
    }

    /** The room that so many different numbers need to be told apart: a power of two, at least half of it free. */
    public static long room(long count) {
        return Long.highestOneBit(Math.max(1, count)) * 4;
    }

    /**
     * Draws the first {@code count} candidates.
     *
     * @param room {@link #room} of {@code count}
     * @return how many were drawn, those that had been drawn before counted too; -1 if that is more than an int holds
     */
    public int draw(PhiloxWords words, long[] candidates, int count, int room) {
        if (!isUnique) {
            for (int i = 0; i < count; i++) {
                candidates[i] = range.sample(words);
            }
            return count;
        }
        Arrays.fill(taken, 0, room, -1);
        int tries = 0;
        for (int found = 0; found < count; ) {
            if (++tries == Integer.MAX_VALUE) {
                return -1;
            }
            long value = range.sample(words);
            if (take(value, room - 1)) {
                candidates[found++] = value;
            }
        }
        return tries;
    }

    private boolean take(long value, int mask) {
        int place = (int) ((value * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (taken[place] >= 0) {
            if (taken[place] == value) {
                return false;
            }
            place = (place + 1) & mask;
        }
        taken[place] = value;
        return true;
    }

    /**
     * How often a number can be expected among {@code count} that took so many tries: if each is drawn once at most, the probability that it is
     * among them.
     */
    public float expected(long value, int count, int tries) {
        float probability = range.probability(value);
        if (tries == count) {
            return probability * count;
        }
        return -(float) StrictMath.expm1(tries * (float) StrictMath.log1p(-probability));
    }
}
