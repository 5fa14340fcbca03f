package dev.lamina.kernel.reduce;

import java.util.Objects;

/**
 * Sums in a fixed order, which gives the same bits for any vector width and any number of threads.
 *
 * <p>Elements are taken in blocks of 4096. In a block, lane j of 64 starts from +0 and adds elements
 * j, j + 64, ... in this order; then lanes 32 to 63 are added to lanes 0 to 31, of these the upper
 * half to the lower, and so on down to one. The sums of the blocks are summed in the same way. The
 * sum of nothing is +0.
 */
public final class Sum {
    static final int LANES = 64;
    static final int BLOCK = 4096;
    static final int BLOCKS_A_TASK = 8;

    /** Elements from which on a second thread helps. */
    static final int SHARED = 2 * BLOCK * BLOCKS_A_TASK;

    private Sum() {}

    /** Sums {@code n} elements. */
    public static float all(float[] x, int off, int n) {
        Objects.checkFromIndexSize(off, n, x.length);
        return SumFloat.get().all(x, off, n);
    }

    /** Sums the products of the elements of x and y, each product fused with its addition. */
    public static float dot(float[] x, int xOff, float[] y, int yOff, int n) {
        Objects.checkFromIndexSize(xOff, n, x.length);
        Objects.checkFromIndexSize(yOff, n, y.length);
        return SumFloat.get().dot(x, xOff, y, yOff, n);
    }

    /** Sums the squares of {@code n} elements: the dot product of x with itself. */
    public static float sumOfSquares(float[] x, int off, int n) {
        return dot(x, off, x, off, n);
    }

    /** Sums each row of a rows by columns matrix, as {@link #all(float[], int, int)} does. */
    public static void rows(float[] x, int off, int rows, int columns, float[] out, int outOff) {
        check(x.length, off, rows, columns, out.length, outOff, rows);
        RowSumsFloat.get().run(x, off, rows, columns, out, outOff);
    }

    /**
     * Sums each column of a rows by columns matrix.
     *
     * <p>A column's elements are added in order within blocks of 256 rows, and the sums of the
     * blocks in the same way.
     */
    public static void columns(float[] x, int off, int rows, int columns, float[] out, int outOff) {
        check(x.length, off, rows, columns, out.length, outOff, columns);
        ColumnSumsFloat.get().run(x, off, rows, columns, out, outOff);
    }

    /** Sums {@code n} elements. */
    public static double all(double[] x, int off, int n) {
        Objects.checkFromIndexSize(off, n, x.length);
        return SumDouble.get().all(x, off, n);
    }

    /** Sums the products of the elements of x and y, each product fused with its addition. */
    public static double dot(double[] x, int xOff, double[] y, int yOff, int n) {
        Objects.checkFromIndexSize(xOff, n, x.length);
        Objects.checkFromIndexSize(yOff, n, y.length);
        return SumDouble.get().dot(x, xOff, y, yOff, n);
    }

    /** Sums the squares of {@code n} elements: the dot product of x with itself. */
    public static double sumOfSquares(double[] x, int off, int n) {
        return dot(x, off, x, off, n);
    }

    /** Sums each row of a rows by columns matrix, as {@link #all(double[], int, int)} does. */
    public static void rows(double[] x, int off, int rows, int columns, double[] out, int outOff) {
        check(x.length, off, rows, columns, out.length, outOff, rows);
        RowSumsDouble.get().run(x, off, rows, columns, out, outOff);
    }

    /**
     * Sums each column of a rows by columns matrix.
     *
     * <p>A column's elements are added in order within blocks of 256 rows, and the sums of the
     * blocks in the same way.
     */
    public static void columns(double[] x, int off, int rows, int columns, double[] out, int outOff) {
        check(x.length, off, rows, columns, out.length, outOff, columns);
        ColumnSumsDouble.get().run(x, off, rows, columns, out, outOff);
    }

    private static void check(int length, int off, int rows, int columns, int outLength, int outOff, int results) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("Sum: no matrix has shape [" + rows + "," + columns + "]");
        }
        Objects.checkFromIndexSize((long) off, (long) rows * columns, (long) length);
        Objects.checkFromIndexSize(outOff, results, outLength);
    }
}
