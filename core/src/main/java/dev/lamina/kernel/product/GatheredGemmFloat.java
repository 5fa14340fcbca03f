package dev.lamina.kernel.product;

import dev.lamina.kernel.array.FloatRows;

/**
 * A product of one thread whose op(A) are {@link FloatRows}, where no kernel packs these for itself: few rows, few elements, or no SIMD. Blocks
 * of op(A) are written to an array, and multiplied as any other matrix.
 */
final class GatheredGemmFloat {
    /** The most steps of k in a block. */
    private static final int STEPS = 512;

    /** The floats of a block. */
    private static final int SIZE = GemmScratch.GATHERED;

    /** The most rows of a block. */
    private static final int ROWS = 192;

    private final FloatGemmJob part = new FloatGemmJob();

    /** A block of C that lies nowhere. */
    private float[] passing = {};

    /** Computes a part of C. */
    void multiply(FloatGemmJob g, int row, int rows, int column, int columns) {
        int steps = Math.clamp(g.k, 1, STEPS);
        int most = Math.min(SIZE / steps, ROWS);
        if (g.isPassedOn() && passing.length < (long) most * columns) {
            passing = new float[most * columns];
        }
        for (int i = row; i < row + rows; i += most) {
            int height = Math.min(most, row + rows - i);
            into(g, i, column, columns);
            for (int p = 0; p == 0 || p < g.k; p += steps) {
                add(g, i, height, p, Math.min(steps, g.k - p), column, columns);
            }
            g.finished(part.c, part.cOff + i * part.ldc + column, part.ldc, i, height, column, columns);
        }
        part.forget();
    }

    /** Says where the block of C from a row on lies. */
    private void into(FloatGemmJob g, int row, int column, int columns) {
        boolean isPassedOn = g.isPassedOn();
        part.c = isPassedOn ? passing : g.c;
        part.ldc = isPassedOn ? columns : g.ldc;
        part.cOff = isPassedOn ? -row * columns - column : g.cOff;
    }

    private void add(FloatGemmJob g, int row, int rows, int p, int k, int column, int columns) {
        float[] block = GemmScratch.get().gathered();
        boolean isInRows = g.aStep == 1;
        if (isInRows) {
            g.rowsOfA().copy(row, rows, p, k, block, 0, k);
        } else {
            g.rowsOfA().copy(p, k, row, rows, block, 0, rows);
        }
        part.sizes(g.m, g.n, k, g.accumulate || p > 0);
        part.a = block;
        part.aRow = isInRows ? k : 1;
        part.aStep = isInRows ? 1 : rows;
        part.aOff = -row * part.aRow;
        part.b = g.b;
        part.bOff = g.bOff + p * g.bRow;
        part.bRow = g.bRow;
        part.bColumn = g.bColumn;
        part.computePartOf(g, row, rows, column, columns);
    }
}
