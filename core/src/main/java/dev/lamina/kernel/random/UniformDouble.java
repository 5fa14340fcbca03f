package dev.lamina.kernel.random;

/** Uniform doubles in [0, 1): 52 random bits each, as TensorFlow's {@code RandomUniform} makes them. */
public final class UniformDouble {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 2;

    private UniformDouble() {}

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(double[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group += PhiloxBlocks.CHUNK) {
            int groups = Math.min(PhiloxBlocks.CHUNK, to - group);
            PhiloxBlocks.fill(words, 0, groups, start, group, 1);
            int at = group * GROUP;
            int count = Math.min(groups * GROUP, n - at);
            for (int i = 0; i < count; i++) {
                out[offset + at + i] = fromWords(words[2 * i], words[2 * i + 1]);
            }
        }
    }

    /** The fraction of a double in [1, 2), less 1; the first word is the upper part. */
    static double fromWords(int high, int low) {
        long fraction = ((high & 0xfffffL) << 32) | (low & 0xffffffffL);
        return Double.longBitsToDouble(fraction | (0x3ffL << 52)) - 1.0;
    }
}
