package dev.lamina.kernel.product;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.lamina.kernel.simd.Lanes;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Panels of op(B) in {@link AlignedMemory} as {@link RowTiles} and {@link ColumnTiles} read them, as wide as a tile. */
final class DensePanels {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final long VECTOR = AlignedMemory.VECTOR;

    /** The most steps of k in a panel, which then takes two thirds of a first cache at most. */
    static final int STEPS = 128;

    /** From one panel of a room to the next, in bytes. */
    static final int SIZE = STEPS * TileForm.COLUMNS * Float.BYTES;

    /** How many panels of a whole B a room has, enough for some thousand columns. */
    static final int COUNT = AlignedMemory.ROOM / 2 / SIZE;

    /** The bits of where a panel lies. */
    static final long MASK = AlignedMemory.BYTES - SIZE;

    /** The bits of where a row lies in a panel. */
    static final long ROW_MASK = SIZE - TileForm.COLUMNS * (long) Float.BYTES;

    private static final float[] ZEROS = new float[TileForm.COLUMNS];

    /** Rows of a panel, where they do not lie in B as they should. */
    private final float[] rows = new float[STEPS * TileForm.COLUMNS + Packing.SLACK];

    /**
     * Fills a panel, with zeros behind {@code k} steps up to whole {@link TileForm#turns}, but for columns that do not exist, which hold whatever numbers
     * are at hand.
     *
     * @param p the first step of k, of {@code k}
     * @param column the first column, of those {@code columns} that exist
     */
    void fill(int panel, FloatGemmJob g, int p, int k, int column, int columns) {
        int width = TileForm.COLUMNS;
        int from = g.bOff + p * g.bRow + column * g.bColumn;
        if (g.bColumn != 1) {
            Packing.transpose(g.b, from, g.bColumn, columns, k, rows, 0, width);
            fill(panel, rows, 0, width, k);
        } else if (from + (k - 1L) * g.bRow + width <= g.b.length) {
            fill(panel, g.b, from, g.bRow, k);
        } else {
            for (int i = 0; i < k; i++) {
                System.arraycopy(g.b, from + i * g.bRow, rows, i * width, columns);
            }
            fill(panel, rows, 0, width, k);
        }
        for (int i = k; i < TileForm.turns(k); i++) {
            long to = (panel & MASK) + (long) i * width * Float.BYTES;
            MemorySegment.copy(ZEROS, 0, AlignedMemory.MEMORY, JAVA_FLOAT, to, width);
        }
    }

    /** Fills {@code k} rows from rows {@code ld} apart. */
    static void fill(int panel, float[] x, int off, int ld, int k) {
        if (TileForm.COLUMNS == 4 * W) {
            fours(panel, x, off, ld, k);
        } else {
            twos(panel, x, off, ld, k);
        }
    }

    private static void fours(int panel, float[] x, int off, int ld, int k) {
        if (k == 0) {
            return;
        }
        for (int p = 0; p < k; p++) {
            int from = off + p * ld;
            FloatVector x0 = FloatVector.fromArray(F, x, from);
            FloatVector x1 = FloatVector.fromArray(F, x, from + W);
            FloatVector x2 = FloatVector.fromArray(F, x, from + 2 * W);
            FloatVector x3 = FloatVector.fromArray(F, x, from + 3 * W);
            long to = (panel & MASK) + (4L * p * VECTOR & ROW_MASK);
            x0.intoMemorySegment(AlignedMemory.MEMORY, to, AlignedMemory.ORDER);
            x1.intoMemorySegment(AlignedMemory.MEMORY, to + VECTOR, AlignedMemory.ORDER);
            x2.intoMemorySegment(AlignedMemory.MEMORY, to + 2 * VECTOR, AlignedMemory.ORDER);
            x3.intoMemorySegment(AlignedMemory.MEMORY, to + 3 * VECTOR, AlignedMemory.ORDER);
        }
    }

    private static void twos(int panel, float[] x, int off, int ld, int k) {
        if (k == 0) {
            return;
        }
        for (int p = 0; p < k; p++) {
            FloatVector x0 = FloatVector.fromArray(F, x, off + p * ld);
            FloatVector x1 = FloatVector.fromArray(F, x, off + p * ld + W);
            long to = (panel & MASK) + (2L * p * VECTOR & ROW_MASK);
            x0.intoMemorySegment(AlignedMemory.MEMORY, to, AlignedMemory.ORDER);
            x1.intoMemorySegment(AlignedMemory.MEMORY, to + VECTOR, AlignedMemory.ORDER);
        }
    }
}
