package dev.lamina.kernel.matrix;

/**
 * Gaussian elimination with partial pivoting: {@code p a = l u}, in which l has ones on its diagonal and p exchanges rows.
 *
 * @see <a href="https://doi.org/10.56021/9781421407944">Golub and Van Loan, Matrix Computations, algorithm 3.4.1</a>
 */
public final class LuDecomposition {
    private LuDecomposition() {}

    /**
     * Puts u, and below its diagonal l, in the place of the matrix [n, n].
     *
     * @param rows gets, for each row of the result, the matrix's row that it was made of
     * @return the sign of that permutation, 1 or -1
     */
    public static int decompose(double[] a, int at, int n, int[] rows) {
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        int sign = 1;
        for (int k = 0; k < n; k++) {
            int pivot = largest(a, at, n, k);
            if (pivot != k) {
                exchange(a, at + pivot * n, at + k * n, n);
                int row = rows[k];
                rows[k] = rows[pivot];
                rows[pivot] = row;
                sign = -sign;
            }
            double divisor = a[at + k * (n + 1)];
            if (divisor == 0) {
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[at + i * n + k] / divisor;
                a[at + i * n + k] = factor;
                TriangularSystem.subtract(factor, a, at + k * (n + 1) + 1, at + i * n + k + 1, n - k - 1);
            }
        }
        return sign;
    }

    /** The row from k on whose element in column k is the largest. */
    private static int largest(double[] a, int at, int n, int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(a[at + i * n + k]) > Math.abs(a[at + best * n + k])) {
                best = i;
            }
        }
        return best;
    }

    private static void exchange(double[] a, int one, int other, int n) {
        for (int j = 0; j < n; j++) {
            double element = a[one + j];
            a[one + j] = a[other + j];
            a[other + j] = element;
        }
    }

    /**
     * Solves {@code a x = b}, or {@code transpose(a) x = b}, with what {@link #decompose} has made of a.
     *
     * @param b the right-hand sides [n, columns]
     * @param x gets the solutions [n, columns]
     * @param scratch as large as x
     */
    public static void solve(
            double[] lu,
            int at,
            int n,
            int[] rows,
            boolean transposed,
            double[] b,
            int bAt,
            double[] x,
            int xAt,
            int columns,
            double[] scratch) {
        if (transposed) {
            System.arraycopy(b, bAt, scratch, 0, n * columns);
            TriangularSystem.solve(lu, at, n, false, true, false, scratch, 0, columns);
            TriangularSystem.solve(lu, at, n, true, true, true, scratch, 0, columns);
            for (int i = 0; i < n; i++) {
                System.arraycopy(scratch, i * columns, x, xAt + rows[i] * columns, columns);
            }
        } else {
            for (int i = 0; i < n; i++) {
                System.arraycopy(b, bAt + rows[i] * columns, x, xAt + i * columns, columns);
            }
            TriangularSystem.solve(lu, at, n, true, false, true, x, xAt, columns);
            TriangularSystem.solve(lu, at, n, false, false, false, x, xAt, columns);
        }
    }
}
