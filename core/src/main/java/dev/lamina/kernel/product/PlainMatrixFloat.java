package dev.lamina.kernel.product;

import java.util.Arrays;

/** A part of a matrix of {@link GemmPlain}: element (i, j) lies at {@code off + i * rowStep + j * columnStep}. */
final class PlainMatrixFloat {
    private static final float[] NONE = {};

    /** Few enough that the cache lines of so many rows stay in the first cache. */
    private static final int STRIP = 16;

    float[] elements = NONE;
    private int off;
    int rowStep;
    int columnStep;

    void set(float[] in, int from, int toNextRow, int toNextColumn) {
        elements = in;
        off = from;
        rowStep = toNextRow;
        columnStep = toNextColumn;
    }

    /** A thread keeps this object; the caller's array need not be kept. */
    void forget() {
        elements = NONE;
    }

    int at(int row, int column) {
        return off + row * rowStep + column * columnStep;
    }

    /** Copies elements to rows of their own. */
    void read(int row, int rows, int column, int columns, float[][] to) {
        if (columnStep == 1) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(elements, at(row + i, column), to[i], 0, columns);
            }
            return;
        }
        for (int strip = 0; strip < columns; strip += STRIP) {
            int end = Math.min(columns, strip + STRIP);
            for (int i = 0; i < rows; i++) {
                int from = at(row + i, column);
                for (int j = strip; j < end; j++) {
                    to[i][j] = elements[from + j * columnStep];
                }
            }
        }
    }

    /** Copies rows of their own to elements. */
    void write(int row, int rows, int column, int columns, float[][] from) {
        for (int i = 0; i < rows; i++) {
            int to = at(row + i, column);
            if (columnStep == 1) {
                System.arraycopy(from[i], 0, elements, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    elements[to + j * columnStep] = from[i][j];
                }
            }
        }
    }

    /** Has all rows begin with so many zeros. */
    static void clear(float[][] rows, int columns) {
        for (float[] row : rows) {
            Arrays.fill(row, 0, columns, 0f);
        }
    }
}
