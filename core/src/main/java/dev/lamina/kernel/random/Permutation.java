package dev.lamina.kernel.random;

/** Random permutations, as TensorFlow's {@code RandomShuffle} makes them: Fisher and Yates's from the front. */
public final class Permutation {
    private Permutation() {}

    /** Returns the number of 32-bit random words that {@link #fill} takes. */
    public static int words(int n) {
        return Math.max(n - 1, 0);
    }

    /**
     * Writes a permutation of 0 to {@code n - 1}: row {@code i} of a shuffled tensor is row {@code
     * permutation[i]} of the tensor.
     *
     * @param start where the random words begin; not changed
     */
    public static void fill(int[] permutation, int n, Philox start) {
        for (int i = 0; i < n; i++) {
            permutation[i] = i;
        }
        int[] words = PhiloxBlocks.buffer();
        for (int i = 0; i < n - 1; i++) {
            int word = i % words.length;
            if (word == 0) {
                PhiloxBlocks.fill(words, 0, Math.min(PhiloxBlocks.CHUNK, (n - i + 2) / 4), start, i / 4, 1);
            }
            int other = i + Integer.remainderUnsigned(words[word], n - i);
            int swapped = permutation[i];
            permutation[i] = permutation[other];
            permutation[other] = swapped;
        }
    }
}
