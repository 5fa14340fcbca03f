package dev.lamina.kernel.product;

/**
 * The blocked float64 product of one thread: for a block of k, rows of op(A) are copied for the second cache, and panel after panel of op(B) for the
 * first. Plainer than {@link PackedGemm}: there is one kind of tile, whose chains go on in C.
 */
final class PackedGemmDouble {
    /** The most rows of a block. */
    static final int BLOCK_ROWS = 192;

    private static final int COLUMNS = DoublePanels.COLUMNS;
    private static final int LD = TileForm.LD;

    /** Few enough that the cache lines of so many rows stay in the first cache. */
    private static final int STRIP = 8;

    /** What a chain starts from where C is not added to: read with a row stride of 0. */
    private static final double[] ZEROS = new double[COLUMNS];

    private final DoublePanels panels = new DoublePanels();
    private final RowDivision tiles = new RowDivision();
    private final double[] a = new double[(BLOCK_ROWS + TileForm.TALL) * LD];

    /** A tile that C has only a part of. */
    private final double[] edge = new double[TileForm.TALL * COLUMNS];

    private int room;

    /** Whether less than half of the tiles' work would be for what does not exist. */
    static boolean suits(int rows, int columns) {
        return rows >= TileForm.LOW && columns >= COLUMNS / 2;
    }

    /** Computes a part of C. */
    void multiply(DoubleGemmJob g, int row, int rows, int column, int columns) {
        room = AlignedMemory.take(room);
        try {
            for (int i = 0; i < rows; i += BLOCK_ROWS) {
                tiles.divide(row + i, Math.min(BLOCK_ROWS, rows - i));
                for (int p = 0; p == 0 || p < g.k; p += DensePanels.STEPS) {
                    block(g, p, Math.min(DensePanels.STEPS, g.k - p), column, columns);
                }
            }
        } finally {
            AlignedMemory.release(room, 0, 0);
        }
    }

    private void block(DoubleGemmJob g, int p, int k, int column, int columns) {
        int steps = TileForm.turns(k);
        packRows(g, p, k, steps);
        for (int j = 0; j < columns; j += COLUMNS) {
            int real = Math.min(COLUMNS, columns - j);
            panels.fill(room, g, p, k, column + j, real);
            for (int tile = 0; tile < tiles.count(); tile++) {
                tile(g, tile, steps, column + j, real, g.accumulate || p > 0);
            }
        }
    }

    private void packRows(DoubleGemmJob g, int p, int k, int steps) {
        int rows = tiles.rows();
        int from = g.aOff + tiles.row(0) * g.aRow + p * g.aStep;
        if (g.aStep == 1) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(g.a, from + i * g.aRow, a, i * LD, k);
            }
        } else {
            for (int i = 0; i < rows; i += STRIP) {
                transpose(g, from + i, i, Math.min(STRIP, rows - i), k);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int q = k; q < steps; q++) {
                a[i * LD + q] = 0;
            }
        }
    }

    private void transpose(DoubleGemmJob g, int from, int row, int rows, int k) {
        for (int q = 0; q < k; q++) {
            for (int i = 0; i < rows; i++) {
                a[(row + i) * LD + q] = g.a[from + q * g.aStep + i];
            }
        }
    }

    private void tile(DoubleGemmJob g, int tile, int k, int column, int columns, boolean add) {
        int height = tiles.height(tile);
        int real = tiles.real(tile);
        int at = tiles.offset(tile) * LD;
        int c = g.cOff + tiles.row(tile) * g.ldc + column;
        if (real == height && columns == COLUMNS) {
            DoubleTiles.run(height, k, a, at, room, add ? g.c : ZEROS, add ? c : 0, add ? g.ldc : 0, g.c, c, g.ldc);
            return;
        }
        for (int i = 0; add && i < real; i++) {
            System.arraycopy(g.c, c + i * g.ldc, edge, i * COLUMNS, columns);
        }
        DoubleTiles.run(height, k, a, at, room, add ? edge : ZEROS, 0, add ? COLUMNS : 0, edge, 0, COLUMNS);
        for (int i = 0; i < real; i++) {
            System.arraycopy(edge, i * COLUMNS, g.c, c + i * g.ldc, columns);
        }
    }
}
