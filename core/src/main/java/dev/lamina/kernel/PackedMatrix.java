package dev.lamina.kernel;

/**
 * The right side of products, op(B) of k by n, in the order in which they read it: block by block of k, and in each block panel
 * by panel. A weight that stays as it is, as where a network only answers, is packed once rather than for each product.
 */
public final class PackedMatrix {
    /** With more rows on the left, packing is a small part of the product and not worth the memory. */
    private static final int MOST_ROWS = 512;

    /** An array holds a little less than an int can count. */
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - Panels.SLACK - 8;

    final int k;
    final int n;
    final boolean transposed;
    final float[] panels;

    private PackedMatrix(int k, int n, boolean transposed, float[] panels) {
        this.k = k;
        this.n = n;
        this.transposed = transposed;
        this.panels = panels;
    }

    /** Says whether products of these sizes gain from it, wherever SIMD is on; op(A) is m by k. */
    public static boolean pays(int m, int n, int k) {
        return Simd.isAvailable()
                && m > RowGemm.MOST_ROWS
                && m <= MOST_ROWS
                && n > PackedGemm.W
                && (long) m * n * k >= GemmPlain.SMALL
                && (long) padded(n) * k <= MOST_ELEMENTS;
    }

    /**
     * Packs a matrix whose rows lie without gaps.
     *
     * @param transposed whether {@code b} is n by k
     */
    public static PackedMatrix of(float[] b, int k, int n, boolean transposed) {
        PackedMatrix made = new PackedMatrix(k, n, transposed, new float[padded(n) * k + Panels.SLACK]);
        for (int block = 0; block < PackedGemm.blocks(k); block++) {
            int p = PackedGemm.firstOf(block, k);
            int length = PackedGemm.firstOf(block + 1, k) - p;
            for (int j = 0; j < n; j += PackedGemm.TILE_COLUMNS) {
                int columns = Math.min(PackedGemm.TILE_COLUMNS, n - j);
                int to = made.panel(p, length, j);
                if (transposed) {
                    Panels.transpose(b, j * k + p, k, columns, length, made.panels, to, PackedGemm.TILE_COLUMNS);
                } else {
                    Panels.copy(b, p * n + j, n, columns, length, made.panels, to, PackedGemm.TILE_COLUMNS);
                }
            }
        }
        return made;
    }

    /** Where the panel lies that begins with column j, in the block of {@code length} steps of k from p on. */
    int panel(int p, int length, int j) {
        return p * padded(n) + j * length;
    }

    private static int padded(int n) {
        return Math.ceilDiv(n, PackedGemm.TILE_COLUMNS) * PackedGemm.TILE_COLUMNS;
    }
}
