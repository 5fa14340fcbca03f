package dev.lamina.kernel.random;

/** The 32-bit words of a Philox stream one by one, as TensorFlow's {@code SingleSampleAdapter} gives them. Not thread-safe. */
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

    /** The next word, any int. */
    public int next() {
        if (used == WORDS) {
            philox.next();
            used = 0;
        }
        return philox.word(used++);
    }
}
