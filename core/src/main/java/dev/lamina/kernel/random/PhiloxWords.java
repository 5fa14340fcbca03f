package dev.lamina.kernel.random;

/**
 * The 32-bit words of a Philox stream one by one, as TensorFlow's {@code SingleSampleAdapter} gives them, and what its {@code SimplePhilox} makes
 * of them. Not thread-safe.
 */
public final class PhiloxWords {
    private static final int WORDS = 4;

    private final Philox philox;
    private int used = WORDS;

    /** Begins a stream. */
    public PhiloxWords(long seed, long seed2) {
        philox = new Philox(seed, seed2);
    }

    /** Begins where a generator stands. */
    public PhiloxWords(Philox start) {
        philox = new Philox(start);
    }

    /** Goes to where a generator stands. */
    public void moveTo(Philox start) {
        philox.set(start);
        used = WORDS;
    }

    /** The next word, any int. */
    public int next() {
        if (used == WORDS) {
            philox.next();
            used = 0;
        }
        return philox.word(used++);
    }

    /** The next two words, any long. */
    public long nextLong() {
        int low = next();
        return (low & 0xffffffffL) | ((long) next() << 32);
    }

    /** A float in [0, 1), of one word. */
    public float nextFloat() {
        return UniformFloat.fromWord(next());
    }

    /** A double in [0, 1), of two words. */
    public double nextDouble() {
        int high = next();
        return UniformDouble.fromWords(high, next());
    }

    /** An int from 0 to {@code n} (exclusive), all equally likely: words that would favour the lower ones are passed over. */
    public int below(int n) {
        if ((n & (n - 1)) == 0) {
            return next() & (n - 1);
        }
        int surplus = Integer.remainderUnsigned(-1, n) + 1;
        int word = next();
        while (Integer.compareUnsigned(word, surplus) < 0) {
            word = next();
        }
        return Integer.remainderUnsigned(word, n);
    }

    /** The same of longs, of two words each. */
    public long below(long n) {
        if ((n & (n - 1)) == 0) {
            return nextLong() & (n - 1);
        }
        long surplus = Long.remainderUnsigned(-1, n) + 1;
        long bits = nextLong();
        while (Long.compareUnsigned(bits, surplus) < 0) {
            bits = nextLong();
        }
        return Long.remainderUnsigned(bits, n);
    }
}
