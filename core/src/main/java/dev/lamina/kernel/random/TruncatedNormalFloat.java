package dev.lamina.kernel.random;

/**
 * Floats of the standard normal distribution kept to the open interval from -2 to 2, as TensorFlow's
 * {@code TruncatedNormal} makes them: what falls outside is drawn again.
 *
 * <p>Each group of elements has 256 blocks to draw from, so that groups stay independent of each
 * other. Most need the first block only, which is made for many groups at once.
 */
public final class TruncatedNormalFloat {
    /** Elements made together: the unit in which a fill can be split. */
    public static final int GROUP = 4;

    private static final int BLOCKS_PER_GROUP = 256;
    private static final float LIMIT = 2f;

    private TruncatedNormalFloat() {}

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
            PhiloxBlocks.fill(words, 0, groups, start, (long) group * BLOCKS_PER_GROUP, BLOCKS_PER_GROUP);
            int at = group * GROUP;
            BoxMullerFloat.transform(words, out, offset + at, Math.min(groups * GROUP, n - at));
            for (int i = group; i < group + groups; i++) {
                int count = Math.min(GROUP, n - i * GROUP);
                if (!isInside(out, offset + i * GROUP, count)) {
                    draw(out, offset + i * GROUP, count, start, i, words, 4 * (i - group));
                }
            }
        }
    }

    private static boolean isInside(float[] x, int offset, int n) {
        for (int i = offset; i < offset + n; i++) {
            if (Math.abs(x[i]) >= LIMIT) {
                return false;
            }
        }
        return true;
    }

    /** Draws a group anew from its first block, which stands at {@code words[at]}; later ones follow there. */
    private static void draw(float[] out, int offset, int n, Philox start, int group, int[] words, int at) {
        int found = 0;
        for (int word = 0; found < n; word += 2) {
            if (word > 0 && word % 4 == 0) {
                PhiloxBlocks.fill(words, at, 1, start, (long) group * BLOCKS_PER_GROUP + word / 4, 1);
            }
            int pair = at + word % 4;
            float radius = BoxMullerFloat.radius(words[pair]);
            float first = BoxMullerFloat.sine(words[pair + 1]) * radius;
            float second = BoxMullerFloat.cosine(words[pair + 1]) * radius;
            if (Math.abs(first) < LIMIT) {
                out[offset + found++] = first;
            }
            if (Math.abs(second) < LIMIT && found < n) {
                out[offset + found++] = second;
            }
        }
    }
}
