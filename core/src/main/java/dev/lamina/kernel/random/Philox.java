package dev.lamina.kernel.random;

/**
 * The counter-based random generator Philox 4x32-10 with TensorFlow's use of its key and counter.
 *
 * <p>A state is a 64-bit key and a 128-bit counter. Each counter value stands for one <em>block</em>
 * of four 32-bit words that depends on nothing else, so any part of a stream can be made directly:
 * ranges of blocks are the unit in which random operations split their work.
 *
 * <p>Not thread-safe; threads that share a stream take their part with {@link PhiloxStream}.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon et al., Parallel random numbers: as
 *     easy as 1, 2, 3 (SC 2011)</a>
 */
public final class Philox {
    static final long MULTIPLIER_A = 0xD2511F53L;
    static final long MULTIPLIER_B = 0xCD9E8D57L;
    static final int KEY_STEP_A = 0x9E3779B9;
    static final int KEY_STEP_B = 0xBB67AE85;
    static final int ROUNDS = 10;
    private static final long LOW_WORD = 0xFFFFFFFFL;

    /** The key of the block that is made of two seeds. */
    private static final long SCRAMBLING_KEY = 0x02461e29_3ec8f720L;

    private long key;
    private long counterLow;
    private long counterHigh;

    /** The two words that the key gives each round, in the upper halves. */
    private final long[] roundKeys = new long[2 * ROUNDS];

    /** The block made last. */
    private final int[] words = new int[4];

    /** Starts at block 0 of the stream that TensorFlow's operations use for these two seeds. */
    public Philox(long seed, long seed2) {
        counterHigh = seed2;
        setKey(seed);
    }

    /** Starts where another generator stands. */
    public Philox(Philox other) {
        set(other);
    }

    /** Moves to where another generator stands, in the other's stream. */
    public void set(Philox other) {
        setKey(other.key);
        counterLow = other.counterLow;
        counterHigh = other.counterHigh;
    }

    private void setKey(long to) {
        key = to;
        for (int round = 0; round < ROUNDS; round++) {
            roundKeys[2 * round] = (to + (long) round * KEY_STEP_A) << 32;
            roundKeys[2 * round + 1] = ((to >>> 32) + (long) round * KEY_STEP_B) << 32;
        }
    }

    /**
     * Moves to block 0 of the stream that TensorFlow's operations without a state use for these two seeds: key and counter are a block made
     * of them, so that it does not matter which of their bits differ.
     */
    public void scramble(long seed, long seed2) {
        block(SCRAMBLING_KEY, seed, seed2, words, 0);
        moveTo(pair(words[0], words[1]), 0, pair(words[2], words[3]));
    }

    private static long pair(int low, int high) {
        return (low & LOW_WORD) | ((long) high << 32);
    }

    /** Moves to a counter in the stream of a key. */
    public void moveTo(long key, long counterLow, long counterHigh) {
        setKey(key);
        this.counterLow = counterLow;
        this.counterHigh = counterHigh;
    }

    /** Moves forward by an unsigned number of blocks. */
    public void skip(long blocks) {
        counterLow += blocks;
        if (Long.compareUnsigned(counterLow, blocks) < 0) {
            counterHigh++;
        }
    }

    /** Makes the block at the counter, to be read with {@link #word}, and moves forward by one. */
    void next() {
        block(key, counterLow, counterHigh, words, 0);
        skip(1);
    }

    /** Returns word 0, 1, 2 or 3 of the block made last. */
    int word(int i) {
        return words[i];
    }

    /** Writes the four words of the block of a key and a counter. */
    static void block(long key, long counterLow, long counterHigh, int[] words, int at) {
        long a = counterLow;
        long b = counterHigh;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long productA = (a & LOW_WORD) * MULTIPLIER_A;
            long productB = (b & LOW_WORD) * MULTIPLIER_B;
            a = Long.rotateLeft(productB, 32) ^ (a >>> 32) ^ (k0 & LOW_WORD);
            b = Long.rotateLeft(productA, 32) ^ (b >>> 32) ^ (k1 & LOW_WORD);
            k0 += KEY_STEP_A;
            k1 += KEY_STEP_B;
        }
        words[at] = (int) a;
        words[at + 1] = (int) (a >>> 32);
        words[at + 2] = (int) b;
        words[at + 3] = (int) (b >>> 32);
    }

    /** The key of the stream. */
    public long key() {
        return key;
    }

    long[] roundKeys() {
        return roundKeys;
    }

    /** The lower half of the counter: the number of the block that comes next. */
    public long counterLow() {
        return counterLow;
    }

    /** The upper half of the counter. */
    public long counterHigh() {
        return counterHigh;
    }
}
