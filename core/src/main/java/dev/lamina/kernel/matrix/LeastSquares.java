package dev.lamina.kernel.matrix;

/** Solutions x of {@code a x = b} for which the sum of the squares of what is left over is least, and of these the shortest. */
public final class LeastSquares {
    private final int rows;
    private final int columns;
    private final int size;
    private final int right;
    private final double[] square;
    private final double[] factor;
    private final double[] between;

    /**
     * For matrices [rows, columns] of one size, one after another, and {@code right} right-hand sides each.
     *
     * @param square space for the square of the smaller dimension
     * @param factor as much
     * @param between space for the smaller dimension times the right-hand sides
     */
    public LeastSquares(int rows, int columns, int right, double[] square, double[] factor, double[] between) {
        this.rows = rows;
        this.columns = columns;
        size = Math.min(rows, columns);
        this.right = right;
        this.square = square;
        this.factor = factor;
        this.between = between;
    }

    /**
     * By the normal equations, with a penalty on the squares of x: fast, where the matrix is far from singular.
     *
     * @return whether it is; if not, what is written has no meaning
     */
    public boolean solve(double[] a, int at, double[] b, int bAt, double penalty, double[] x, int xAt) {
        boolean isTall = rows >= columns;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? penalty : 0;
                for (int k = 0; k < (isTall ? rows : columns); k++) {
                    sum += isTall
                            ? a[at + k * columns + i] * a[at + k * columns + j]
                            : a[at + i * columns + k] * a[at + j * columns + k];
                }
                square[i * size + j] = sum;
            }
        }
        if (!CholeskyDecomposition.decompose(square, 0, size, factor, 0)) {
            return false;
        }
        if (isTall) {
            multiplyTransposed(a, at, columns, rows, columns, b, bAt, x, xAt);
        }
        double[] solved = isTall ? x : between;
        int solvedAt = isTall ? xAt : 0;
        if (!isTall) {
            System.arraycopy(b, bAt, between, 0, size * right);
        }
        TriangularSystem.solve(factor, 0, size, true, false, false, solved, solvedAt, right);
        TriangularSystem.solve(factor, 0, size, true, true, false, solved, solvedAt, right);
        if (!isTall) {
            multiplyTransposed(a, at, columns, rows, columns, between, 0, x, xAt);
        }
        return true;
    }

    /**
     * By singular values, of which those below {@code least} times the largest count as 0: also where the matrix is singular.
     *
     * @param s space for the singular values
     * @param u space for [rows, size]
     * @param v space for [columns, size]
     */
    public void solve(
            JacobiSvd svd,
            double[] a,
            int at,
            double[] b,
            int bAt,
            double least,
            double[] s,
            double[] u,
            double[] v,
            double[] x,
            int xAt) {
        svd.decompose(a, at, s, 0, u, 0, size, v, 0, size);
        multiplyTransposed(u, 0, size, rows, size, b, bAt, between, 0);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < right; k++) {
                between[i * right + k] = s[i] > least * s[0] ? between[i * right + k] / s[i] : 0;
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int k = 0; k < right; k++) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    sum += v[i * size + j] * between[j * right + k];
                }
                x[xAt + i * right + k] = sum;
            }
        }
    }

    /** Writes {@code transpose(m) b}, m being [height, width] with rows {@code stride} apart. */
    private void multiplyTransposed(
            double[] m, int at, int stride, int height, int width, double[] b, int bAt, double[] y, int yAt) {
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < right; k++) {
                double sum = 0;
                for (int j = 0; j < height; j++) {
                    sum += m[at + j * stride + i] * b[bAt + j * right + k];
                }
                y[yAt + i * right + k] = sum;
            }
        }
    }
}
