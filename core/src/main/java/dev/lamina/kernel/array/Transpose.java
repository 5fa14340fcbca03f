package dev.lamina.kernel.array;

/**
 * Transposition of matrices that lie row by row.
 *
 * <p>Done in strips of rows few enough that the cache lines being read stay in the first cache.
 */
public final class Transpose {
    private static final int BLOCK = 16;

    private Transpose() {}

    /**
     * Writes element (i, j) of a rows by columns matrix to (j, i) of {@code out}.
     *
     * @param ld distance from one row of {@code x} to the next
     * @param outLd distance from one row of {@code out} to the next
     */
    public static void run(float[] x, int off, int ld, int rows, int columns, float[] out, int outOff, int outLd) {
        for (int i = 0; i < rows; i += BLOCK) {
            int iEnd = Math.min(rows, i + BLOCK);
            for (int j = 0; j < columns; j++) {
                for (int q = i; q < iEnd; q++) {
                    out[outOff + j * outLd + q] = x[off + q * ld + j];
                }
            }
        }
    }

    /**
     * Writes element (i, j) of a rows by columns matrix to (j, i) of {@code out}.
     *
     * @param ld distance from one row of {@code x} to the next
     * @param outLd distance from one row of {@code out} to the next
     */
    public static void run(double[] x, int off, int ld, int rows, int columns, double[] out, int outOff, int outLd) {
        for (int i = 0; i < rows; i += BLOCK) {
            int iEnd = Math.min(rows, i + BLOCK);
            for (int j = 0; j < columns; j++) {
                for (int q = i; q < iEnd; q++) {
                    out[outOff + j * outLd + q] = x[off + q * ld + j];
                }
            }
        }
    }

    /**
     * Writes element (i, j) of a rows by columns matrix to (j, i) of {@code out}.
     *
     * @param ld distance from one row of {@code x} to the next
     * @param outLd distance from one row of {@code out} to the next
     */
    public static void run(int[] x, int off, int ld, int rows, int columns, int[] out, int outOff, int outLd) {
        for (int i = 0; i < rows; i += BLOCK) {
            int iEnd = Math.min(rows, i + BLOCK);
            for (int j = 0; j < columns; j++) {
                for (int q = i; q < iEnd; q++) {
                    out[outOff + j * outLd + q] = x[off + q * ld + j];
                }
            }
        }
    }

    /**
     * Writes element (i, j) of a rows by columns matrix to (j, i) of {@code out}.
     *
     * @param ld distance from one row of {@code x} to the next
     * @param outLd distance from one row of {@code out} to the next
     */
    public static void run(long[] x, int off, int ld, int rows, int columns, long[] out, int outOff, int outLd) {
        for (int i = 0; i < rows; i += BLOCK) {
            int iEnd = Math.min(rows, i + BLOCK);
            for (int j = 0; j < columns; j++) {
                for (int q = i; q < iEnd; q++) {
                    out[outOff + j * outLd + q] = x[off + q * ld + j];
                }
            }
        }
    }

    /**
     * Writes element (i, j) of a rows by columns matrix to (j, i) of {@code out}.
     *
     * @param ld distance from one row of {@code x} to the next
     * @param outLd distance from one row of {@code out} to the next
     */
    public static void run(byte[] x, int off, int ld, int rows, int columns, byte[] out, int outOff, int outLd) {
        for (int i = 0; i < rows; i += BLOCK) {
            int iEnd = Math.min(rows, i + BLOCK);
            for (int j = 0; j < columns; j++) {
                for (int q = i; q < iEnd; q++) {
                    out[outOff + j * outLd + q] = x[off + q * ld + j];
                }
            }
        }
    }
}
