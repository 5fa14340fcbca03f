package dev.lamina.kernel.random;

/**
 * Doubles of the standard normal distribution kept to the open interval from -2 to 2, as TensorFlow's
 * {@code TruncatedNormal} makes them: what falls outside is drawn again.
 */
public final class TruncatedNormalDouble {
    /** Elements made together: the unit in which a fill can be split. */
    public static final int GROUP = 2;

    private static final int BLOCKS_PER_GROUP = 128;
    private static final double LIMIT = 2.0;

    private TruncatedNormalDouble() {}

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(double[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group++) {
            draw(out, offset + group * GROUP, Math.min(GROUP, n - group * GROUP), start, group, words);
        }
    }

    private static void draw(double[] out, int offset, int n, Philox start, int group, int[] words) {
        int found = 0;
        for (long block = (long) group * BLOCKS_PER_GROUP; found < n; block++) {
            PhiloxBlocks.fill(words, 0, 1, start, block, 1);
            double radius = BoxMullerDouble.radius(words[0], words[1]);
            double angle = BoxMullerDouble.angle(words[2], words[3]);
            double first = StrictMath.sin(angle) * radius;
            double second = StrictMath.cos(angle) * radius;
            if (Math.abs(first) < LIMIT) {
                out[offset + found++] = first;
            }
            if (Math.abs(second) < LIMIT && found < n) {
                out[offset + found++] = second;
            }
        }
    }
}
