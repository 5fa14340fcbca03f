package dev.lamina.kernel;

/**
 * The blocked product of one thread. For a block of k, panel after panel of op(B) is packed for the
 * first cache, and multiplied there with all rows of a block of op(A), which the second cache holds.
 * Where columns of A are multiplied, k is one block and B leaves room in the second cache, as in the gradient
 * of a weight, all panels are packed once, for all blocks of rows.
 *
 * <p>From one block of k to the next C is stored and loaded, so the chain of additions is the same
 * as without blocks.
 */
final class PackedGemm {
    static final int W = Lanes.WIDTH;
    static final int TILE_COLUMNS = 2 * W;

    /** The most steps of k in a block: a panel of B takes 33 KB at most. */
    static final int BLOCK_K = 264;

    private static final int BLOCK_ROWS = 384;

    /** A multiple of the rows of the tallest tile, and of those by which products are cut, on any machine. */
    private static final int ROWS_UNIT = 12;

    private static final int BLOCK_COLUMNS = 512;

    /**
     * A block of C that is not kept stays in the second cache until it is used. It is as wide as may be: what it is used for,
     * such as the update of a weight, then goes through memory in long runs, which the hardware foresees.
     */
    private static final int PASSING_COLUMNS = 1024;

    private static final int PASSING = 96 * PASSING_COLUMNS;

    /** The most rows of a block where packing B does not call for more. */
    private static final int FEW_ROWS = 192;

    /** From so many elements on B is not expected in the second cache. */
    private static final int FAR = 1 << 18;

    /** Where A is packed: behind B. */
    private static final int A = BLOCK_K * TILE_COLUMNS + Panels.SLACK;

    /** Where a block of C lies that is not kept: behind A. */
    private static final int C = A + BLOCK_ROWS * RowTiles.LD + Panels.SLACK;

    /** Where B lies if it is packed as a whole: behind C. */
    private static final int B = C + PASSING;

    /** The most floats of B that are packed as a whole: half a megabyte, a quarter of a second cache. */
    private static final int WHOLE = 132 * 1024;

    private static final int SIZE = B + WHOLE + Panels.SLACK;

    /** What a chain starts from where C is not added to: read with a row stride of 0. */
    private static final float[] ZEROS = new float[TILE_COLUMNS];

    private static final GemmJob NONE = new GemmJob();

    private final EdgeTile edge = new EdgeTile();
    private final TileRows tiles = new TileRows();
    private float[] packed = {};
    private GemmJob g = NONE;
    private boolean isNarrow;

    private boolean isInRows;
    private int p;
    private int k;
    private boolean load;

    /** Where the panel of B at hand lies. */
    private int panel;

    private boolean isWhole;

    /** Where panels of B are, packed here or before. */
    private float[] panels = {};

    /** Of which product what columns of B are packed as a whole. */
    private long wholeOf;

    private int wholeFrom;
    private int wholeColumns;

    // Where the block of C at hand lies.
    private float[] out = {};
    private int outAt;
    private int outLd;

    @SuppressWarnings("UnusedVariable") // written so that the compiler does not leave out reading ahead
    private int touched;

    /** Computes a part of C. */
    void multiply(GemmJob job, int row, int rows, int column, int columns) {
        g = job;
        isNarrow = columns <= W && g.packedB == null;
        isInRows = g.aStep == 1;
        packed = GemmScratch.get().panels(SIZE);
        isWhole = isWhole(job, columns);
        if (isWhole) {
            packWhole(column, columns);
        }
        boolean passing = isPassing(job, columns);
        int most = blockRows(job, columns);
        int blockColumns = blockColumns(job, columns);
        int rowBlocks = Math.ceilDiv(rows, most);
        for (int block = 0; block < rowBlocks; block++) {
            int from = cut(rows, block, rowBlocks);
            int count = cut(rows, block + 1, rowBlocks) - from;
            tiles.divide(row + from, count, isNarrow);
            for (int j = column; j < column + columns; j += blockColumns) {
                int width = Math.min(blockColumns, column + columns - j);
                out = passing ? packed : g.c;
                outAt = passing ? C : g.cOff + (row + from) * g.ldc + j;
                outLd = passing ? width : g.ldc;
                block(j, width);
                g.finished(out, outAt, outLd, row + from, count, j, width);
            }
        }
        g = NONE;
        out = packed;
        panels = packed;
    }

    /**
     * Whether B is packed as a whole: it serves several blocks of rows then. Tiles of A in rows have no register to spare for where
     * a panel lies.
     */
    private static boolean isWhole(GemmJob job, int columns) {
        return job.m > FEW_ROWS
                && job.aStep != 1
                && job.bColumn == 1
                && columns > W
                && job.k <= BLOCK_K
                && (long) Math.ceilDiv(columns, TILE_COLUMNS) * TILE_COLUMNS * job.k <= WHOLE;
    }

    private void packWhole(int column, int columns) {
        if (wholeOf == g.number() && wholeFrom == column && wholeColumns == columns) {
            return;
        }
        p = 0;
        k = g.k;
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            packB(column + j, Math.min(TILE_COLUMNS, columns - j), TILE_COLUMNS, B + j * k);
        }
        wholeOf = g.number();
        wholeFrom = column;
        wholeColumns = columns;
    }

    private static boolean isPassing(GemmJob job, int columns) {
        return !job.keep && !job.accumulate && job.k <= BLOCK_K && columns > W;
    }

    /** The most rows of a block of C, for a part of a product with so many columns. */
    static int blockRows(GemmJob job, int columns) {
        if (!isPassing(job, columns)) {
            return isWhole(job, columns) ? FEW_ROWS : BLOCK_ROWS;
        }
        int fitting = PASSING / Math.min(columns, PASSING_COLUMNS);
        return Math.min(FEW_ROWS, fitting / ROWS_UNIT * ROWS_UNIT);
    }

    /** The most columns of a block of C, for a part of a product with so many columns. */
    static int blockColumns(GemmJob job, int columns) {
        return isPassing(job, columns) ? PASSING_COLUMNS : BLOCK_COLUMNS;
    }

    private static int cut(int size, int part, int parts) {
        return (int) Math.min(size, Math.ceilDiv((long) size * part, (long) parts * TileRows.TALL) * TileRows.TALL);
    }

    /** How many blocks so many steps of k are cut into. */
    static int blocks(int steps) {
        return Math.ceilDiv(steps, BLOCK_K);
    }

    /** The first step of a block of k. */
    static int firstOf(int block, int steps) {
        return (int) ((long) steps * block / blocks(steps));
    }

    /** Computes a block of C, of the rows at hand. */
    private void block(int column, int columns) {
        PackedMatrix ready = g.packedB;
        panels = ready == null ? packed : ready.panels;
        int blocks = blocks(g.k);
        int width = isNarrow ? W : TILE_COLUMNS;
        for (int block = 0; block < blocks; block++) {
            p = firstOf(block, g.k);
            k = firstOf(block + 1, g.k) - p;
            load = g.accumulate || block > 0;
            packA();
            if (ready == null && !isWhole && g.bColumn == 1 && (long) g.n * g.k >= FAR) {
                touched = Panels.touch(g.b, g.bOff + p * g.bRow + column, g.bRow, k, columns);
            }
            for (int j = column; j < column + columns; j += width) {
                int real = Math.min(width, column + columns - j);
                if (ready != null) {
                    panel = ready.panel(p, k, j);
                } else if (isWhole) {
                    panel = B + (j - wholeFrom) * k;
                } else {
                    panel = 0;
                    packB(j, real, width, panel);
                }
                for (int tile = 0; tile < tiles.count(); tile++) {
                    tile(tile, j - column, real, width);
                }
            }
        }
    }

    private void packA() {
        int from = g.aOff + tiles.row(0) * g.aRow + p * g.aStep;
        if (isInRows) {
            for (int i = 0; i < tiles.rows(); i++) {
                System.arraycopy(g.a, from + i * g.aRow, packed, A + i * RowTiles.LD, k);
            }
        } else if (!isNarrow) {
            for (int tile = 0; tile < tiles.count(); tile++) {
                packPanel(tile, A + tiles.offset(tile) * k);
            }
        }
    }

    private void packPanel(int tile, int to) {
        int from = g.aOff + tiles.row(tile) + p * g.aStep;
        Panels.copy(g.a, from, g.aStep, tiles.real(tile), k, packed, to, tiles.height(tile));
    }

    private void packB(int column, int columns, int width, int to) {
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn == 1) {
            Panels.copy(g.b, from, g.bRow, columns, k, packed, to, width);
        } else {
            Panels.transpose(g.b, from, g.bColumn, columns, k, packed, to, width);
        }
    }

    private void tile(int tile, int column, int columns, int width) {
        int real = tiles.real(tile);
        int c = outAt + tiles.offset(tile) * outLd + column;
        if (real == tiles.height(tile) && columns == width) {
            multiply(tile, load ? out : ZEROS, load ? c : 0, load ? outLd : 0, out, c, outLd);
        } else if (load) {
            edge.load(out, c, outLd, real, columns);
            multiply(tile, edge.elements, 0, TILE_COLUMNS, edge.elements, 0, TILE_COLUMNS);
            edge.store(out, c, outLd, real, columns);
        } else {
            multiply(tile, ZEROS, 0, 0, edge.elements, 0, TILE_COLUMNS);
            edge.store(out, c, outLd, real, columns);
        }
    }

    private void multiply(int tile, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        if (isNarrow) {
            narrow(tile, init, initOff, initLd, c, cOff, ldc);
        } else if (isInRows) {
            int a = A + tiles.offset(tile) * RowTiles.LD;
            switch (tiles.height(tile)) {
                case 12 -> RowTiles.rows12(k, packed, a, panels, panel, init, initOff, initLd, c, cOff, ldc);
                case 8 -> RowTiles.rows8(k, packed, a, panels, panel, init, initOff, initLd, c, cOff, ldc);
                default -> RowTiles.rows6(k, packed, a, panels, panel, init, initOff, initLd, c, cOff, ldc);
            }
        } else {
            int a = A + tiles.offset(tile) * k;
            switch (tiles.height(tile)) {
                case 12 -> PanelTiles.rows12(k, packed, panel, a, init, initOff, initLd, c, cOff, ldc);
                case 8 -> PanelTiles.rows8(k, packed, panel, a, init, initOff, initLd, c, cOff, ldc);
                default -> PanelTiles.rows6(k, packed, panel, a, init, initOff, initLd, c, cOff, ldc);
            }
        }
    }

    /** A tile of a C no wider than a vector: columns of A are read where they are, if they go on beyond the tile. */
    private void narrow(int tile, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        if (isInRows) {
            int a = A + tiles.offset(tile) * RowTiles.LD;
            NarrowTiles.rows12(k, packed, a, init, initOff, initLd, c, cOff, ldc);
        } else if (tiles.real(tile) == TileRows.NARROW) {
            int a = g.aOff + tiles.row(tile) + p * g.aStep;
            NarrowTiles.columns12(k, packed, g.a, a, g.aStep, init, initOff, initLd, c, cOff, ldc);
        } else {
            packPanel(tile, A);
            NarrowTiles.columns12(k, packed, packed, A, TileRows.NARROW, init, initOff, initLd, c, cOff, ldc);
        }
    }
}
