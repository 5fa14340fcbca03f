package dev.lamina.kernel.random;

/**
 * Doubles of the standard normal distribution, as TensorFlow's {@code RandomStandardNormal} makes
 * them; logarithm, sine and cosine are {@link StrictMath}'s where TensorFlow's are the C library's.
 */
public final class NormalDouble {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 2;

    private NormalDouble() {}

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
            for (int i = 0; i < count; i += GROUP) {
                double radius = BoxMullerDouble.radius(words[2 * i], words[2 * i + 1]);
                double angle = BoxMullerDouble.angle(words[2 * i + 2], words[2 * i + 3]);
                out[offset + at + i] = StrictMath.sin(angle) * radius;
                if (i + 1 < count) {
                    out[offset + at + i + 1] = StrictMath.cos(angle) * radius;
                }
            }
        }
    }
}
