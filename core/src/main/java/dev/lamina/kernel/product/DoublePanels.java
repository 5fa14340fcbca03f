package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Panels of a float64 op(B) as {@link DoubleTiles} read them: as many bytes as those of {@link DensePanels}, half as many columns. */
final class DoublePanels {
    private static final VectorSpecies<Double> D = Lanes.DOUBLE;
    private static final int W = Lanes.DOUBLE_WIDTH;

    /** The columns of a panel, and of a tile. */
    static final int COLUMNS = TileForm.VECTORS * W;

    private static final double[] ZEROS = new double[COLUMNS];

    /** Few enough that the cache lines of so many columns stay in the first cache. */
    private static final int STRIP = 8;

    /** Rows of a panel, where they do not lie in B as they should. */
    private final double[] rows = new double[DensePanels.STEPS * COLUMNS];

    /**
     * Fills a panel, with zeros behind {@code k} steps up to whole {@link TileForm#turns}, but for columns that do not exist, which hold whatever
     * numbers are at hand.
     *
     * @param p the first step of k, of {@code k}
     * @param column the first column, of those {@code columns} that exist
     */
    void fill(int panel, DoubleGemmJob g, int p, int k, int column, int columns) {
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn != 1) {
            transpose(g.b, from, g.bColumn, columns, k);
            fill(panel, rows, 0, COLUMNS, 0, k);
        } else if (from + (k - 1L) * g.bRow + COLUMNS <= g.b.length) {
            fill(panel, g.b, from, g.bRow, 0, k);
        } else {
            for (int i = 0; i < k; i++) {
                System.arraycopy(g.b, from + i * g.bRow, rows, i * COLUMNS, columns);
            }
            fill(panel, rows, 0, COLUMNS, 0, k);
        }
        fill(panel, ZEROS, 0, 0, k, TileForm.turns(k));
    }

    /** Makes {@code k} rows of columns. */
    private void transpose(double[] b, int from, int ld, int columns, int k) {
        for (int strip = 0; strip < columns; strip += STRIP) {
            int end = Math.min(columns, strip + STRIP);
            for (int i = 0; i < k; i++) {
                for (int j = strip; j < end; j++) {
                    rows[i * COLUMNS + j] = b[from + j * ld + i];
                }
            }
        }
    }

    /** Fills rows of a panel, up to but not with {@code end}, from rows {@code ld} apart. */
    static void fill(int panel, double[] x, int off, int ld, int start, int end) {
        for (int p = start; p < end; p++) {
            long to = (panel & DensePanels.MASK) + ((long) p * COLUMNS * Double.BYTES & DensePanels.ROW_MASK);
            for (int j = 0; j < COLUMNS; j += W) {
                DoubleVector.fromArray(D, x, off + p * ld + j)
                        .intoMemorySegment(AlignedMemory.MEMORY, to + (long) j * Double.BYTES, AlignedMemory.ORDER);
            }
        }
    }
}
