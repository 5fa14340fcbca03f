package dev.lamina.kernel.matrix;

/** Systems of equations with a triangular matrix [n, n]; of the other triangle nothing is read. */
public final class TriangularSystem {
    private TriangularSystem() {}

    /** Says whether no element of the diagonal is 0. */
    public static boolean isInvertible(double[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            if (a[at + i * (n + 1)] == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts the solution of {@code a x = b}, or of {@code transpose(a) x = b}, in the place of b.
     *
     * @param lower whether the matrix itself is the lower triangle
     * @param transposed whether it is its transpose that is multiplied by x
     * @param unit whether the diagonal is taken as ones, and not read
     * @param x the right-hand sides [n, columns], then the solutions
     */
    public static void solve(
            double[] a,
            int at,
            int n,
            boolean lower,
            boolean transposed,
            boolean unit,
            double[] x,
            int xAt,
            int columns) {
        int across = transposed ? n : 1;
        int down = transposed ? 1 : n;
        boolean forward = lower != transposed;
        for (int step = 0; step < n; step++) {
            int i = forward ? step : n - 1 - step;
            int own = xAt + i * columns;
            for (int other = 0; other < step; other++) {
                int j = forward ? other : n - 1 - other;
                subtract(a[at + i * down + j * across], x, xAt + j * columns, own, columns);
            }
            if (!unit) {
                double pivot = a[at + i * (n + 1)];
                for (int k = own; k < own + columns; k++) {
                    x[k] /= pivot;
                }
            }
        }
    }

    /** Does {@code x[to + k] -= factor * x[from + k]} for n elements. */
    static void subtract(double factor, double[] x, int from, int to, int n) {
        for (int k = 0; k < n; k++) {
            x[to + k] -= factor * x[from + k];
        }
    }
}
