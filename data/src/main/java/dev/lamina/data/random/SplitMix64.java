package dev.lamina.data.random;

import java.util.random.RandomGenerator;

/**
 * Random numbers that a seed fixes on every platform and in every release: SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014), of which one seed has as many independent streams as wanted.
 */
public final class SplitMix64 implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long start;
    private long state;

    /** One of a seed's streams. */
    public SplitMix64(long seed, long stream) {
        this.start = stream(seed, stream);
        this.state = start;
    }

    /** A seed for each stream of a seed. */
    public static long stream(long seed, long stream) {
        return mix(seed ^ mix(stream + GOLDEN_GAMMA));
    }

    /** Begins a stream. */
    public void reset(long seed, long stream) {
        start = stream(seed, stream);
        state = start;
    }

    /** Whether a number was taken since the stream began. */
    public boolean isUsed() {
        return state != start;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    // What follows is written out so that no release of Java changes it.

    @Override
    public int nextInt(int bound) {
        return nextInt(0, bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("no number from " + origin + " to below " + bound);
        }
        return (int) (origin + below((long) bound - origin));
    }

    /** A number from 0 to below a bound of up to 2^32. */
    public long below(long bound) {
        // The high half of the product is uniform but for a bias below 2^-32.
        return Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** A multiple of 2^-53 from 0 to below 1. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
