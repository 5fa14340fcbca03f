package dev.lamina.kernel.random;

/**
 * Uniform ints in a range, as TensorFlow's {@code RandomUniformInt} makes them: the remainder of a
 * random word, so slightly uneven where the range's length is no power of two.
 */
public final class UniformInt {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 4;

    private UniformInt() {}

    /** As {@link #fill}, of all ints: the random words themselves. */
    public static void fillAll(int[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group += PhiloxBlocks.CHUNK) {
            int groups = Math.min(PhiloxBlocks.CHUNK, to - group);
            PhiloxBlocks.fill(words, 0, groups, start, group, 1);
            int at = group * GROUP;
            System.arraycopy(words, 0, out, offset + at, Math.min(groups * GROUP, n - at));
        }
    }

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param low the least value
     * @param high one more than the greatest, more than {@code low}
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(int[] out, int offset, int n, int low, int high, Philox start, int from, int to) {
        int range = high - low; // unsigned: the difference may not fit a signed one
        fillAll(out, offset, n, start, from, to);
        int end = offset + Math.min(to * GROUP, n);
        for (int i = offset + from * GROUP; i < end; i++) {
            out[i] = low + Integer.remainderUnsigned(out[i], range);
        }
    }
}
