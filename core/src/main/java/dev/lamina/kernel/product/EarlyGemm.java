package dev.lamina.kernel.product;

/**
 * The blocked product of one thread in a program's first seconds, when {@link EarlyTile} is the one SIMD kernel that the compiler is done
 * with: all else here are plain loops. {@link PackedGemm} is quicker, and takes the compilers
 * some eight times as long.
 *
 * <p>For a block of k rows of op(A) are copied, and panel after panel of op(B), for the first cache.
 */
final class EarlyGemm {
    /** The most rows of a block of C. */
    static final int BLOCK_ROWS = 192;

    private static final int BLOCK_K = PackedGemm.BLOCK_K;
    private static final int ROWS = EarlyTile.ROWS;
    private static final int COLUMNS = EarlyTile.COLUMNS;

    // With less than this most of a tile would be for nothing.
    private static final int FEWEST_ROWS = 3 * ROWS;
    private static final int FEWEST_COLUMNS = COLUMNS / 4;

    /** Few enough that the cache lines of so many rows stay in the first cache. */
    private static final int STRIP = 16;

    /** What a chain starts from where C is not added to: read with a row stride of 0. */
    private static final float[] ZEROS = new float[COLUMNS];

    private final float[] a = new float[BLOCK_ROWS * TileForm.LD];
    private final float[] b = new float[BLOCK_K * COLUMNS];

    /** A tile that C has only a part of. */
    private final float[] edge = new float[ROWS * COLUMNS];

    /** Whether it is of use for a product. */
    static boolean suits(FloatGemmJob g) {
        return g.m >= FEWEST_ROWS && g.n >= FEWEST_COLUMNS;
    }

    /** Computes a part of C. */
    void multiply(FloatGemmJob g, int row, int rows, int column, int columns) {
        for (int i = row; i < row + rows; i += BLOCK_ROWS) {
            int height = Math.min(BLOCK_ROWS, row + rows - i);
            for (int p = 0; p < g.k; p += BLOCK_K) {
                int k = Math.min(BLOCK_K, g.k - p);
                packRows(g, i, height, p, k);
                for (int j = column; j < column + columns; j += COLUMNS) {
                    int width = Math.min(COLUMNS, column + columns - j);
                    packPanel(g, j, width, p, k);
                    tiles(g, i, height, j, width, k, g.accumulate || p > 0);
                }
            }
        }
    }

    private void packRows(FloatGemmJob g, int row, int rows, int p, int k) {
        if (g.isGathered()) {
            gatherRows(g, row, rows, p, k);
            return;
        }
        int from = g.aOff + row * g.aRow + p * g.aStep;
        if (g.aStep == 1) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(g.a, from + i * g.aRow, a, i * TileForm.LD, k);
            }
        } else {
            for (int i = 0; i < rows; i += STRIP) {
                transpose(g.a, from + i, g.aStep, Math.min(STRIP, rows - i), k, a, i * TileForm.LD, TileForm.LD);
            }
        }
    }

    private void gatherRows(FloatGemmJob g, int row, int rows, int p, int k) {
        if (g.aStep == 1) {
            g.rowsOfA().copy(row, rows, p, k, a, 0, TileForm.LD);
            return;
        }
        float[] block = GemmScratch.get().gathered();
        g.rowsOfA().copy(p, k, row, rows, block, 0, rows);
        for (int i = 0; i < rows; i += STRIP) {
            transpose(block, i, rows, Math.min(STRIP, rows - i), k, a, i * TileForm.LD, TileForm.LD);
        }
    }

    private void packPanel(FloatGemmJob g, int column, int columns, int p, int k) {
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn == 1) {
            for (int q = 0; q < k; q++) {
                System.arraycopy(g.b, from + q * g.bRow, b, q * COLUMNS, columns);
            }
        } else {
            for (int q = 0; q < k; q += STRIP) {
                transpose(g.b, from + q, g.bColumn, Math.min(STRIP, k - q), columns, b, q * COLUMNS, COLUMNS);
            }
        }
    }

    /** Makes {@code columns} rows of as many columns. */
    private static void transpose(float[] x, int off, int ld, int columns, int rows, float[] y, int to, int next) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y[to + j * next + i] = x[off + i * ld + j];
            }
        }
    }

    /** Multiplies what is packed. */
    private void tiles(FloatGemmJob g, int row, int rows, int column, int columns, int k, boolean add) {
        for (int i = 0; i < rows; i += ROWS) {
            int c = g.cOff + (row + i) * g.ldc + column;
            int real = Math.min(ROWS, rows - i);
            if (real == ROWS && columns == COLUMNS) {
                tile(i, k, add ? g.c : ZEROS, add ? c : 0, add ? g.ldc : 0, g.c, c, g.ldc);
                continue;
            }
            for (int r = 0; add && r < real; r++) {
                System.arraycopy(g.c, c + r * g.ldc, edge, r * COLUMNS, columns);
            }
            tile(i, k, add ? edge : ZEROS, 0, add ? COLUMNS : 0, edge, 0, COLUMNS);
            for (int r = 0; r < real; r++) {
                System.arraycopy(edge, r * COLUMNS, g.c, c + r * g.ldc, columns);
            }
        }
    }

    private void tile(int row, int k, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        EarlyTile.run(k, a, row * TileForm.LD, b, init, initOff, initLd, c, cOff, ldc);
    }
}
