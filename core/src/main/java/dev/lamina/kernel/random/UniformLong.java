package dev.lamina.kernel.random;

/**
 * Uniform longs in a range, as TensorFlow's {@code RandomUniformInt} makes them: the remainder of 64
 * random bits.
 */
public final class UniformLong {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 2;

    private UniformLong() {}

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param low the least value
     * @param high one more than the greatest, more than {@code low}
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(long[] out, int offset, int n, long low, long high, Philox start, int from, int to) {
        long range = high - low; // unsigned: the difference may not fit a signed one
        fillAll(out, offset, n, start, from, to);
        int end = offset + Math.min(to * GROUP, n);
        for (int i = offset + from * GROUP; i < end; i++) {
            out[i] = low + Long.remainderUnsigned(out[i], range);
        }
    }

    /** As {@link #fill}, of all longs: two random words each. */
    public static void fillAll(long[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group += PhiloxBlocks.CHUNK) {
            int groups = Math.min(PhiloxBlocks.CHUNK, to - group);
            PhiloxBlocks.fill(words, 0, groups, start, group, 1);
            int at = group * GROUP;
            int count = Math.min(groups * GROUP, n - at);
            for (int i = 0; i < count; i++) {
                out[offset + at + i] = (words[2 * i] & 0xffffffffL) | ((long) words[2 * i + 1] << 32);
            }
        }
    }
}
