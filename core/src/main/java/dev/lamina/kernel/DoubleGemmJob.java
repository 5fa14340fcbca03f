package dev.lamina.kernel;

import java.util.Arrays;

/** A float64 product, computed as {@link GemmPlain} does. */
final class DoubleGemmJob extends GemmShape {
    private static final double[] NONE = {};
    private static final int ROWS = 64;
    private static final int COLUMNS = 256;

    private double[] a = NONE;
    private double[] b = NONE;
    private double[] c = NONE;

    void run(double[] left, double[] right, double[] out) {
        a = left;
        b = right;
        c = out;
        share();
        a = NONE;
        b = NONE;
        c = NONE;
    }

    @Override
    int blockRows(int columns) {
        return Integer.MAX_VALUE;
    }

    @Override
    int blockColumns(int columns) {
        return Integer.MAX_VALUE;
    }

    @Override
    void compute(int row, int rows, int column, int columns) {
        for (int i = row; i < row + rows && !accumulate; i++) {
            int from = cOff + i * ldc + column;
            Arrays.fill(c, from, from + columns, 0d);
        }
        for (int j = column; j < column + columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, column + columns - j);
            for (int p = 0; p < k; p += ROWS) {
                int height = Math.min(ROWS, k - p);
                int at = bOff + p * bRow + j * bColumn;
                if (bColumn == 1) {
                    addBlock(row, rows, p, height, j, width, b, at, bRow);
                } else {
                    double[] block = GemmScratch.get().doublePanels(ROWS * COLUMNS);
                    Transpose.run(b, at, bColumn, width, height, block, 0, COLUMNS);
                    addBlock(row, rows, p, height, j, width, block, 0, COLUMNS);
                }
            }
        }
    }

    private void addBlock(
            int row, int rows, int p, int height, int column, int width, double[] block, int blockOff, int ld) {
        for (int i = row; i < row + rows; i++) {
            int at = aOff + i * aRow + p * aStep;
            for (int q = 0; q < height; q++) {
                addRow(a[at + q * aStep], block, blockOff + q * ld, c, cOff + i * ldc + column, width);
            }
        }
    }

    private static void addRow(double x, double[] b, int bOff, double[] c, int cOff, int width) {
        for (int j = 0; j < width; j++) {
            c[cOff + j] = Math.fma(x, b[bOff + j], c[cOff + j]);
        }
    }
}
