package dev.lamina.kernel.product;

import dev.lamina.kernel.array.Sparsity;
import dev.lamina.kernel.simd.Lanes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The product of one thread where many numbers of op(A) are 0, as those of activations behind a ReLU or dropout are, and their gradients: the
 * multiply-adds with them are left out.
 *
 * <p>The bits are the same as with them, since a chain to which 0 is added stays what it is, but for the sign of a zero, and all
 * products end with +0 for -0. Only 0 times infinity or NaN is something else, so a panel of op(B) that has such a number is multiplied with all of op(A).
 */
final class SparseGemm {
    static final int BLOCK_COLUMNS = 1024;

    /** The multiply-adds of a product worth looking for zeros. */
    private static final long LARGE = 1 << 20;

    // Beside a multiply-add of PackedGemm, by measurements.
    private static final double COST_OF_LIST = 0.13;
    private static final double COST_OF_TERM = 1.33;
    private static final double WORTH_IT = 0.85;

    /** The floats of a block of C that is not kept. */
    private static final int PASSING = 96 * BLOCK_COLUMNS;

    private static final int ROWS_UNIT = 12;

    /** How many panels of a transposed B are filled at once: half a room, and what is read are runs of two kilobytes. */
    private static final int GROUP = 4;

    /** From so many elements on B is not expected in the second cache. */
    private static final int FAR = 1 << 18;

    private static final float[] ZEROS = new float[AlignedMemory.COLUMNS];

    /** The lists of the blocks of k at hand. */
    private final SparseRows[] some = new SparseRows[GROUP];

    private @Nullable SparseRows all;

    /** Rows of a panel before it is filled, where they do not lie in B as they should. */
    private final float[] rowsOfPanel = new float[AlignedMemory.STEPS * AlignedMemory.COLUMNS + Packing.SLACK];

    /** Rows of C that end within a panel. */
    private final float[] edge = new float[SparseRows.ROWS * AlignedMemory.COLUMNS];

    private float[] passing = {};
    private int room;

    @SuppressWarnings("UnusedVariable") // written so that the compiler does not leave out reading ahead
    private int touched;

    SparseGemm() {
        Arrays.setAll(some, i -> new SparseRows());
    }

    /** Computes a part of C. */
    void multiply(FloatGemmJob g, int row, int rows, int column, int columns) {
        room = AlignedMemory.take(room);
        try {
            boolean isPassing = isPassing(g);
            if (isPassing && passing.length == 0) {
                passing = new float[PASSING];
            }
            int mostRows = blockRows(g, columns);
            for (int j = column; j < column + columns; j += BLOCK_COLUMNS) {
                int width = Math.min(BLOCK_COLUMNS, column + columns - j);
                for (int i = row; i < row + rows; i += mostRows) {
                    int height = Math.min(mostRows, row + rows - i);
                    float[] c = isPassing ? passing : g.c;
                    int at = isPassing ? 0 : g.cOff + i * g.ldc + j;
                    int ld = isPassing ? width : g.ldc;
                    block(g, i, height, j, width, c, at, ld);
                    g.finished(c, at, ld, i, height, j, width);
                }
            }
        } finally {
            AlignedMemory.release(room, 0, 0);
        }
    }

    private static boolean isPassing(FloatGemmJob g) {
        return !g.keep && !g.accumulate;
    }

    /** The most rows of a block of C, for a part with so many columns. */
    static int blockRows(FloatGemmJob g, int columns) {
        int fitting = isPassing(g) ? PASSING / Math.min(columns, BLOCK_COLUMNS) : SparseRows.ROWS;
        return Math.min(SparseRows.ROWS, fitting / ROWS_UNIT * ROWS_UNIT);
    }

    /** Whether a product is large enough that looking for zeros costs little. */
    static boolean isPossible(FloatGemmJob g) {
        return g.m > RowGemm.MOST_ROWS && g.n >= AlignedMemory.COLUMNS / 2 && (long) g.m * g.n * g.k >= LARGE;
    }

    /** What a multiply-add costs on the average if those with zeros are left out, beside one of {@link PackedGemm}; 1 if that is no less. */
    static double costOfTerm(FloatGemmJob g) {
        boolean isTransposed = g.aStep != 1;
        double density =
                Sparsity.density(g.a, g.aOff, isTransposed ? g.k : g.m, isTransposed ? g.m : g.k, g.aStep + g.aRow - 1);
        double padding = Math.ceilDiv(g.n, AlignedMemory.COLUMNS) * (double) AlignedMemory.COLUMNS / g.n;
        double cost = (COST_OF_LIST + COST_OF_TERM * density) * padding;
        return cost < WORTH_IT ? cost : 1;
    }

    private void block(FloatGemmJob g, int row, int rows, int column, int columns, float[] c, int cOff, int ldc) {
        int group = isTransposed(g) ? GROUP : 1;
        int blocks = Math.ceilDiv(g.k, AlignedMemory.STEPS);
        for (int first = 0; first < blocks; first += group) {
            int last = Math.min(blocks, first + group);
            for (int block = first; block < last; block++) {
                list(some[block - first], g, row, rows, block, false);
            }
            int p = firstOf(first, g);
            int k = firstOf(last, g) - p;
            if (g.bColumn == 1 && (long) g.n * g.k >= FAR) {
                touched = Packing.touch(g.b, g.bOff + p * g.bRow + column, g.bRow, k, columns);
            }
            for (int j = 0; j < columns; j += AlignedMemory.COLUMNS) {
                int real = Math.min(AlignedMemory.COLUMNS, columns - j);
                boolean isFinite = fill(g, p, k, column + j, real);
                for (int block = first; block < last; block++) {
                    SparseRows lists = some[block - first];
                    if (!isFinite) {
                        lists = all();
                        list(lists, g, row, rows, block, true);
                    }
                    int panel = room + (block - first) * AlignedMemory.PANEL;
                    tile(lists, rows, panel, g.accumulate || block > 0, c, cOff + j, ldc, real);
                }
            }
        }
    }

    /** Whether panels of op(B) are transposed in {@link AlignedMemory}, several at once. */
    private static boolean isTransposed(FloatGemmJob g) {
        return g.bColumn != 1 && g.k % Lanes.WIDTH == 0;
    }

    /** The first step of a block of k: blocks are as long as panels or, if these are not filled several at once, all about as long. */
    private static int firstOf(int block, FloatGemmJob g) {
        return isTransposed(g)
                ? Math.min(g.k, block * AlignedMemory.STEPS)
                : (int) ((long) g.k * block / Math.ceilDiv(g.k, AlignedMemory.STEPS));
    }

    private static void list(SparseRows lists, FloatGemmJob g, int row, int rows, int block, boolean all) {
        int p = firstOf(block, g);
        lists.list(g, g.aOff + row * g.aRow + p * g.aStep, rows, firstOf(block + 1, g) - p, all);
    }

    private SparseRows all() {
        SparseRows known = all;
        if (known == null) {
            known = new SparseRows();
            all = known;
        }
        return known;
    }

    /** Fills as many panels as {@code k} steps take, and says whether all numbers are finite. */
    private boolean fill(FloatGemmJob g, int p, int k, int column, int columns) {
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn == 1 && columns == AlignedMemory.COLUMNS) {
            return AlignedMemory.fill(room, g.b, from, g.bRow, k);
        }
        if (isTransposed(g) && columns == AlignedMemory.COLUMNS) {
            return AlignedTranspose.run(room, g.b, from, g.bColumn, k);
        }
        boolean isFinite = true;
        for (int q = 0; q < k; q += AlignedMemory.STEPS) {
            int steps = Math.min(AlignedMemory.STEPS, k - q);
            int panel = room + q / AlignedMemory.STEPS * AlignedMemory.PANEL;
            isFinite &= fillPart(panel, g, from + q * g.bRow, steps, columns);
        }
        return isFinite;
    }

    /** Fills a panel through an array, where columns do not exist or lie otherwise than panels are filled directly. */
    private boolean fillPart(int panel, FloatGemmJob g, int from, int k, int columns) {
        if (columns < AlignedMemory.COLUMNS) {
            Arrays.fill(rowsOfPanel, 0f);
        }
        if (g.bColumn == 1) {
            for (int i = 0; i < k; i++) {
                System.arraycopy(g.b, from + i * g.bRow, rowsOfPanel, i * AlignedMemory.COLUMNS, columns);
            }
        } else {
            Packing.transpose(g.b, from, g.bColumn, columns, k, rowsOfPanel, 0, AlignedMemory.COLUMNS);
        }
        return AlignedMemory.fill(panel, rowsOfPanel, 0, AlignedMemory.COLUMNS, k);
    }

    private void tile(SparseRows a, int rows, int panel, boolean load, float[] c, int cOff, int ldc, int columns) {
        int width = AlignedMemory.COLUMNS;
        if (columns == width) {
            SparseTile.rows(
                    a.steps,
                    a.values,
                    a.ends,
                    rows,
                    panel,
                    load ? c : ZEROS,
                    load ? cOff : 0,
                    load ? ldc : 0,
                    c,
                    cOff,
                    ldc);
            return;
        }
        for (int i = 0; load && i < rows; i++) {
            System.arraycopy(c, cOff + i * ldc, edge, i * width, columns);
        }
        SparseTile.rows(
                a.steps, a.values, a.ends, rows, panel, load ? edge : ZEROS, 0, load ? width : 0, edge, 0, width);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(edge, i * width, c, cOff + i * ldc, columns);
        }
    }
}
