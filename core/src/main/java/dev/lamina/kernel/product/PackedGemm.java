package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import java.util.Arrays;

/**
 * The blocked product of one thread. For a block of k, panel after panel of op(B) is packed for the
 * first cache, and multiplied there with all rows of a block of op(A), which the second cache holds. Where k is one block and op(A) is more than one,
 * as in the gradient of a weight, all panels are packed once.
 *
 * <p>From one block of k to the next a tile of C is stored in a slot and loaded again, so the chain of additions is the same
 * as without blocks.
 */
final class PackedGemm {
    private static final int W = Lanes.WIDTH;

    /** The most steps of k in a block. */
    static final int BLOCK_K = DensePanels.STEPS;

    private static final int BLOCK_ROWS = 360;

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

    /** The most rows of A for which B is read where it lies: packing it would take as long as the product. */
    private static final int DIRECT_ROWS = 12;

    /** Where A is packed: behind a panel of B one vector wide. */
    private static final int A = BLOCK_K * W + Packing.SLACK;

    /** Where a block of C lies that is not kept: behind A. */
    private static final int C = A + BLOCK_ROWS * TileForm.LD + Packing.SLACK;

    private static final int SIZE = C + PASSING;

    /** What a chain starts from where C is not added to: read with a row stride of 0. */
    private static final float[] ZEROS = new float[TileForm.COLUMNS];

    private static final FloatGemmJob NONE = new FloatGemmJob();

    private final DensePanels panels = new DensePanels();
    private final EdgeTile edge = new EdgeTile();
    private final RowDivision tiles = new RowDivision();
    private final RowDivision narrowTiles = new RowDivision();
    private float[] packed = {};
    private FloatGemmJob g = NONE;
    private boolean isInRows;

    // Where columns of A lie: element (i, q) of the block of k at hand at leftAt + i + q * leftStep.
    private float[] left = {};
    private int leftAt;
    private int leftStep;

    /** Whether the panel at hand is not packed, but read where it lies in B. */
    private boolean isDirect;

    private int direct;
    private int p;
    private int k;

    /** The steps of k at hand, filled up to whole turns of a tile's loop. */
    private int steps;

    private boolean isFirst;
    private boolean isLast;
    private int room;

    /** Where the panel of B at hand lies. */
    private int panel;

    private boolean isWhole;

    // Where the block of C at hand lies.
    private float[] out = {};
    private int outAt;
    private int outLd;

    @SuppressWarnings("UnusedVariable") // written so that the compiler does not leave out reading ahead
    private int touched;

    /** Computes a part of C. */
    void multiply(FloatGemmJob job, int row, int rows, int column, int columns) {
        g = job;
        isInRows = g.aStep == 1;
        packed = GemmScratch.get().panels(SIZE);
        room = AlignedMemory.take(room);
        isWhole = isWhole(job, columns);
        long all = (long) column << 32 | columns;
        try {
            if (isWhole && !AlignedMemory.holds(room, g.number(), all)) {
                packWhole(column, columns);
            }
            blocks(row, rows, column, columns);
        } finally {
            AlignedMemory.release(room, isWhole ? job.number() : 0, all);
            g = NONE;
            out = packed;
            left = packed;
        }
    }

    private void blocks(int row, int rows, int column, int columns) {
        boolean passing = isPassing(g, columns);
        int most = blockRows(g, columns);
        int blockColumns = blockColumns(g, columns);
        int rowBlocks = Math.ceilDiv(rows, most);
        for (int block = 0; block < rowBlocks; block++) {
            int from = cut(rows, block, rowBlocks);
            int count = cut(rows, block + 1, rowBlocks) - from;
            if (isForFewRows(count)) {
                tiles.divide(row + from, count, TileForm.LOW);
            } else {
                tiles.divide(row + from, count);
            }
            narrowTiles.divide(row + from, count, TileForm.NARROW);
            for (int j = column; j < column + columns; j += blockColumns) {
                int width = Math.min(blockColumns, column + columns - j);
                out = passing ? packed : g.c;
                outAt = passing ? C : g.cOff + (row + from) * g.ldc + j;
                outLd = passing ? width : g.ldc;
                block(j, width, column);
                g.finished(out, outAt, outLd, row + from, count, j, width);
            }
        }
    }

    /** Whether B is packed as a whole: it serves several blocks of rows then. */
    private static boolean isWhole(FloatGemmJob job, int columns) {
        return job.m > FEW_ROWS
                && job.k <= BLOCK_K
                && columns > TileForm.COLUMNS / 2
                && columns <= DensePanels.COUNT * TileForm.COLUMNS;
    }

    private void packWhole(int column, int columns) {
        int wide = wide(columns);
        for (int j = 0; j < wide; j += TileForm.COLUMNS) {
            panels.fill(panel(j), g, 0, g.k, column + j, Math.min(TileForm.COLUMNS, wide - j));
        }
    }

    /** Where a panel of a B lies that is packed as a whole, by its first column. */
    private int panel(int column) {
        return room + column / TileForm.COLUMNS * DensePanels.SIZE;
    }

    /** How many columns wide tiles compute: if half a tile is left or less, narrow ones do. */
    private static int wide(int columns) {
        int left = columns % TileForm.COLUMNS;
        return left <= TileForm.COLUMNS / 2 ? columns - left : columns;
    }

    private static boolean isPassing(FloatGemmJob job, int columns) {
        return job.isPassedOn()
                || (!job.keep && !job.accumulate && job.k <= 2 * BLOCK_K && columns > TileForm.COLUMNS / 2);
    }

    /** The most rows of a block of C, for a part of a product with so many columns. */
    static int blockRows(FloatGemmJob job, int columns) {
        if (!isPassing(job, columns)) {
            return isWhole(job, columns) ? FEW_ROWS : BLOCK_ROWS;
        }
        int fitting = PASSING / Math.min(columns, PASSING_COLUMNS);
        return Math.min(FEW_ROWS, fitting / ROWS_UNIT * ROWS_UNIT);
    }

    /** The most columns of a block of C, for a part of a product with so many columns. */
    static int blockColumns(FloatGemmJob job, int columns) {
        return isPassing(job, columns) ? PASSING_COLUMNS : BLOCK_COLUMNS;
    }

    private static int cut(int size, int part, int parts) {
        return (int) Math.min(size, Math.ceilDiv((long) size * part, (long) parts * TileForm.TALL) * TileForm.TALL);
    }

    /** How many blocks so many steps of k are cut into. */
    private static int blocks(int steps) {
        return Math.ceilDiv(steps, BLOCK_K);
    }

    /** The first step of a block of k. */
    private static int firstOf(int block, int steps) {
        return (int) ((long) steps * block / blocks(steps));
    }

    /** Computes a block of C, of the rows at hand. */
    private void block(int column, int columns, int first) {
        int blocks = blocks(g.k);
        int wide = wide(columns);
        for (int block = 0; block < blocks; block++) {
            p = firstOf(block, g.k);
            k = firstOf(block + 1, g.k) - p;
            steps = TileForm.turns(k);
            isFirst = block == 0;
            isLast = block == blocks - 1;
            packA(wide > 0);
            if (!isWhole && !isForFewRows(tiles.rows()) && g.bColumn == 1 && (long) g.n * g.k >= FAR) {
                touched = Packing.touch(g.b, g.bOff + p * g.bRow + column, g.bRow, k, columns);
            }
            for (int j = 0; j < wide; j += TileForm.COLUMNS) {
                int real = Math.min(TileForm.COLUMNS, wide - j);
                packB(column + j, real, first);
                wideTiles(j, real);
            }
            for (int j = wide; j < columns; j += W) {
                int real = Math.min(W, columns - j);
                packNarrow(column + j, real);
                narrowTiles(j, real);
            }
        }
    }

    /** Whether B is read where it lies. */
    private boolean isForFewRows(int rows) {
        return !isWhole && isInRows && g.bColumn == 1 && rows <= DIRECT_ROWS;
    }

    /** Makes a panel ready, of the columns {@code first} and more that this part of C has. */
    private void packB(int column, int columns, int first) {
        direct = g.bOff + p * g.bRow + column;
        // The same in all blocks of k, as such a tile goes on in C.
        isDirect = isForFewRows(tiles.rows()) && g.bOff + (g.k - 1L) * g.bRow + column + TileForm.COLUMNS <= g.b.length;
        if (isDirect) {
            return;
        }
        panel = isWhole ? panel(column - first) : room;
        if (!isWhole) {
            panels.fill(panel, g, p, k, column, columns);
        }
    }

    private void wideTiles(int column, int columns) {
        for (int tile = 0; tile < tiles.count(); tile++) {
            if (isDirect) {
                tile(tiles, tile, column, columns, TileForm.COLUMNS);
            } else {
                wideTile(tile, column, columns);
            }
        }
    }

    private void narrowTiles(int column, int columns) {
        for (int tile = 0; tile < narrowTiles.count(); tile++) {
            tile(narrowTiles, tile, column, columns, W);
        }
    }

    /** Packs rows of A for all tiles, columns for wide ones. */
    private void packA(boolean isWide) {
        if (isInRows) {
            packRows();
            return;
        }
        if (g.isGathered()) {
            gatherColumns();
        } else {
            left = g.a;
            leftAt = g.aOff + p * g.aStep;
            leftStep = g.aStep;
        }
        if (isWide) {
            for (int tile = 0; tile < tiles.count(); tile++) {
                int to = A + tiles.offset(tile) * steps;
                packPanel(tiles, tile, to);
                Arrays.fill(packed, to + k * tiles.height(tile), to + steps * tiles.height(tile), 0f);
            }
        }
    }

    private void packRows() {
        int from = g.aOff + tiles.row(0) * g.aRow + p;
        if (g.isGathered()) {
            g.rowsOfA().copy(tiles.row(0), tiles.rows(), p, k, packed, A, TileForm.LD);
        }
        for (int i = 0; i < tiles.rows(); i++) {
            int to = A + i * TileForm.LD;
            if (!g.isGathered()) {
                System.arraycopy(g.a, from + i * g.aRow, packed, to, k);
            }
            Arrays.fill(packed, to + k, to + steps, 0f);
        }
    }

    private void gatherColumns() {
        left = GemmScratch.get().gathered();
        leftAt = -tiles.row(0);
        leftStep = tiles.rows();
        g.rowsOfA().copy(p, k, tiles.row(0), tiles.rows(), left, 0, leftStep);
    }

    private void packPanel(RowDivision tiles, int tile, int to) {
        int from = leftAt + tiles.row(tile);
        Packing.copy(left, from, leftStep, tiles.real(tile), k, packed, to, tiles.height(tile));
    }

    private void packNarrow(int column, int columns) {
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn == 1) {
            Packing.copy(g.b, from, g.bRow, columns, k, packed, 0, W);
        } else {
            Packing.transpose(g.b, from, g.bColumn, columns, k, packed, 0, W);
        }
    }

    private void wideTile(int tile, int column, int columns) {
        int real = tiles.real(tile);
        int height = tiles.height(tile);
        int c = outAt + tiles.offset(tile) * outLd + column;
        int slot = room + DensePanels.SIZE + (column / TileForm.COLUMNS * tiles.count() + tile) * AlignedMemory.SLOT;
        int init = isFirst ? AlignedMemory.zeros(room) : slot;
        if (isFirst && g.accumulate) {
            init = AlignedMemory.spare(room);
            edge.load(out, c, outLd, real, columns);
            edge.intoSlot(init);
        }
        int a = A + tiles.offset(tile) * (isInRows ? TileForm.LD : steps);
        if (!isLast) {
            part(height, a, init, slot);
        } else if (real == height && columns == TileForm.COLUMNS) {
            last(height, a, init, out, c, outLd);
        } else {
            last(height, a, init, edge.elements, 0, EdgeTile.LD);
            edge.store(out, c, outLd, real, columns);
        }
    }

    private void part(int height, int a, int init, int slot) {
        if (isInRows) {
            PartialRowTiles.run(height, k, packed, a, panel, init, slot);
        } else {
            PartialColumnTiles.run(height, k, packed, a, panel, init, slot);
        }
    }

    private void last(int height, int a, int init, float[] c, int cOff, int ldc) {
        if (isInRows) {
            RowTiles.run(height, k, packed, a, panel, init, c, cOff, ldc);
        } else {
            ColumnTiles.run(height, k, packed, a, panel, init, c, cOff, ldc);
        }
    }

    /** A tile whose chains go on in C: narrow ones, and those that read B where it lies. */
    private void tile(RowDivision tiles, int tile, int column, int columns, int width) {
        int real = tiles.real(tile);
        int c = outAt + tiles.offset(tile) * outLd + column;
        boolean load = g.accumulate || !isFirst;
        if (real == tiles.height(tile) && columns == width) {
            multiply(tile, width, load ? out : ZEROS, load ? c : 0, load ? outLd : 0, out, c, outLd);
        } else if (load) {
            edge.load(out, c, outLd, real, columns);
            multiply(tile, width, edge.elements, 0, EdgeTile.LD, edge.elements, 0, EdgeTile.LD);
            edge.store(out, c, outLd, real, columns);
        } else {
            multiply(tile, width, ZEROS, 0, 0, edge.elements, 0, EdgeTile.LD);
            edge.store(out, c, outLd, real, columns);
        }
    }

    private void multiply(int tile, int width, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        if (width == W) {
            narrow(tile, init, initOff, initLd, c, cOff, ldc);
        } else {
            int a = A + tiles.offset(tile) * TileForm.LD;
            DirectTiles.run(k, packed, a, g.b, direct, g.bRow, init, initOff, initLd, c, cOff, ldc);
        }
    }

    /** A tile one vector wide: columns of A are read where they are, if they go on beyond the tile. */
    private void narrow(int tile, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        if (isInRows) {
            int a = A + narrowTiles.offset(tile) * TileForm.LD;
            NarrowRowTiles.run(k, packed, a, init, initOff, initLd, c, cOff, ldc);
        } else if (narrowTiles.real(tile) == TileForm.NARROW) {
            int a = leftAt + narrowTiles.row(tile);
            NarrowColumnTiles.run(k, packed, left, a, leftStep, init, initOff, initLd, c, cOff, ldc);
        } else {
            packPanel(narrowTiles, tile, A);
            NarrowColumnTiles.run(k, packed, packed, A, TileForm.NARROW, init, initOff, initLd, c, cOff, ldc);
        }
    }
}
