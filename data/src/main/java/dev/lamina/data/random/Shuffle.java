package dev.lamina.data.random;

/** Random orders that a seed fixes: Fisher and Yates's shuffle, from the last place down, driven by {@link SplitMix64}. */
public final class Shuffle {
    private final SplitMix64 random;

    /** A stream of orders; one seed has as many independent streams as wanted. */
    public Shuffle(long seed, long stream) {
        this.random = new SplitMix64(seed, stream);
    }

    /** Puts the array's numbers in a random order; each order is as likely as any other. */
    public void permute(int[] order) {
        for (int last = order.length - 1; last > 0; last--) {
            int chosen = (int) random.below(last + 1L);
            int kept = order[last];
            order[last] = order[chosen];
            order[chosen] = kept;
        }
    }
}
