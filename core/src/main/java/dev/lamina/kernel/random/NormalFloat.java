package dev.lamina.kernel.random;

/**
 * Floats of the standard normal distribution, as TensorFlow's {@code RandomStandardNormal} makes them;
 * see {@link BoxMullerFloat} for how near.
 */
public final class NormalFloat {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 4;

    private NormalFloat() {}

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(float[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group += PhiloxBlocks.CHUNK) {
            int groups = Math.min(PhiloxBlocks.CHUNK, to - group);
            PhiloxBlocks.fill(words, 0, groups, start, group, 1);
            int at = group * GROUP;
            BoxMullerFloat.transform(words, out, offset + at, Math.min(groups * GROUP, n - at));
        }
    }
}
