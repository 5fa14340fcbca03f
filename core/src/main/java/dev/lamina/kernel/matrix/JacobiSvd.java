package dev.lamina.kernel.matrix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The singular value decomposition {@code a = u s transpose(v)} by two-sided rotations, after a QR decomposition where the matrix is not
 * square. Precise also where singular values are small; the signs of the vectors are those that this order of rotations gives.
 *
 * @see <a href="https://doi.org/10.56021/9781421407944">Golub and Van Loan, Matrix Computations, section 8.6</a>
 */
public final class JacobiSvd {
    /** Elements beside the diagonal count as 0 from here on, relative to the largest on it. */
    private static final double PRECISION = 0x1p-51;

    /** More than a matrix needs. */
    private static final int MOST_SWEEPS = 100;

    private final int rows;
    private final int columns;
    private final int size;
    private final @Nullable Householder qr;
    private final int[] order;
    private final double[] work;
    private final double[] right = new double[2];
    private final double[] left = new double[2];

    /**
     * For matrices of one size, one after another.
     *
     * @param work space for the square of the smaller dimension
     */
    public JacobiSvd(int rows, int columns, double[] work) {
        this.rows = rows;
        this.columns = columns;
        this.work = work;
        size = Math.min(rows, columns);
        order = new int[size];
        qr = rows == columns ? null : new Householder(Math.max(rows, columns), size);
    }

    /** Writes the singular values, falling. */
    public void values(double[] a, int at, double[] s, int sAt) {
        decompose(a, at, s, sAt, new double[0], 0, 0, new double[0], 0, 0);
    }

    /**
     * Writes the singular values, falling, and the singular vectors as columns.
     *
     * @param u gets [rows, uColumns]; with 0 columns no vectors are computed
     * @param v gets [columns, vColumns]
     */
    public void decompose(
            double[] a,
            int at,
            double[] s,
            int sAt,
            double[] u,
            int uAt,
            int uColumns,
            double[] v,
            int vAt,
            int vColumns) {
        double scale = 0;
        for (int i = 0; i < rows * columns; i++) {
            scale = Math.max(scale, Math.abs(a[at + i]));
        }
        scale = scale == 0 ? 1 : scale;
        begin(a, at, scale, u, uAt, uColumns, v, vAt, vColumns);
        boolean isDiagonal = false;
        for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal; sweep++) {
            isDiagonal = sweep(u, uAt, uColumns, v, vAt, vColumns);
        }
        for (int i = 0; i < size; i++) {
            double value = work[i * (size + 1)];
            s[sAt + i] = Math.abs(value) * scale;
            for (int k = 0; value < 0 && uColumns > 0 && k < rows; k++) {
                u[uAt + k * uColumns + i] = -u[uAt + k * uColumns + i];
            }
        }
        sort(s, sAt, u, uAt, uColumns, v, vAt, vColumns);
    }

    /** Brings the matrix to a square one, and the vectors to those that undo it. */
    private void begin(
            double[] a, int at, double scale, double[] u, int uAt, int uColumns, double[] v, int vAt, int vColumns) {
        if (qr == null) {
            for (int i = 0; i < size * size; i++) {
                work[i] = a[at + i] / scale;
            }
            unit(u, uAt, uColumns);
            unit(v, vAt, vColumns);
            return;
        }
        boolean isWide = columns > rows;
        qr.reduceInOrder(a, at, isWide, scale, order);
        qr.triangular(work, 0, size);
        if (isWide) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    work[i * size + j] = work[j * size + i];
                    work[j * size + i] = 0;
                }
            }
        }
        if (uColumns > 0) {
            qr.orthogonal(isWide ? v : u, isWide ? vAt : uAt, isWide ? vColumns : uColumns);
            permutation(isWide ? u : v, isWide ? uAt : vAt);
        }
    }

    private static void unit(double[] x, int at, int n) {
        Arrays.fill(x, at, at + n * n, 0);
        for (int i = 0; i < n; i++) {
            x[at + i * (n + 1)] = 1;
        }
    }

    private void permutation(double[] x, int at) {
        Arrays.fill(x, at, at + size * size, 0);
        for (int j = 0; j < size; j++) {
            x[at + order[j] * size + j] = 1;
        }
    }

    /** Turns each pair of rows and columns once, and says whether there was nothing to turn. */
    private boolean sweep(double[] u, int uAt, int uColumns, double[] v, int vAt, int vColumns) {
        boolean isDiagonal = true;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.abs(work[i * (size + 1)]));
        }
        for (int p = 1; p < size; p++) {
            for (int q = 0; q < p; q++) {
                double threshold = Math.max(Double.MIN_NORMAL, PRECISION * largest);
                if (!(Math.abs(work[p * size + q]) > threshold || Math.abs(work[q * size + p]) > threshold)) {
                    continue;
                }
                isDiagonal = false;
                diagonalize(p, q);
                Rotation.apply(left[0], left[1], work, p * size, q * size, 1, size);
                Rotation.apply(right[0], -right[1], work, p, q, size, size);
                if (uColumns > 0) {
                    Rotation.apply(left[0], left[1], u, uAt + p, uAt + q, uColumns, rows);
                    Rotation.apply(right[0], -right[1], v, vAt + p, vAt + q, vColumns, columns);
                }
                double both = Math.max(Math.abs(work[p * (size + 1)]), Math.abs(work[q * (size + 1)]));
                largest = Math.max(largest, both);
            }
        }
        return isDiagonal;
    }

    /** Finds the rotations of rows and of columns that make the elements of p and q a diagonal matrix. */
    private void diagonalize(int p, int q) {
        double a = work[p * (size + 1)];
        double b = work[p * size + q];
        double c = work[q * size + p];
        double d = work[q * (size + 1)];
        // The first one makes them symmetric.
        double cosine = 1;
        double sine = 0;
        if (Math.abs(c - b) >= Double.MIN_NORMAL) {
            double cotangent = (a + d) / (c - b);
            double length = Math.sqrt(1 + cotangent * cotangent);
            cosine = cotangent / length;
            sine = 1 / length;
        }
        symmetric(cosine * a + sine * c, cosine * b + sine * d, cosine * d - sine * b);
        left[0] = cosine * right[0] + sine * right[1];
        left[1] = sine * right[0] - cosine * right[1];
    }

    /** The rotation that makes a symmetric matrix {@code [[x, y], [y, z]]} diagonal, by the smaller of the two angles. */
    private void symmetric(double x, double y, double z) {
        if (2 * Math.abs(y) < Double.MIN_NORMAL) {
            right[0] = 1;
            right[1] = 0;
            return;
        }
        double tau = (x - z) / (2 * Math.abs(y));
        double root = Math.sqrt(tau * tau + 1);
        double tangent = tau > 0 ? 1 / (tau + root) : 1 / (tau - root);
        right[0] = 1 / Math.sqrt(tangent * tangent + 1);
        right[1] = -Math.signum(y) * tangent * right[0];
    }

    private void sort(double[] s, int sAt, double[] u, int uAt, int uColumns, double[] v, int vAt, int vColumns) {
        for (int i = 0; i < size; i++) {
            int best = i;
            for (int k = i + 1; k < size; k++) {
                if (s[sAt + k] > s[sAt + best]) {
                    best = k;
                }
            }
            if (best != i) {
                Rotation.exchange(s, sAt + i, sAt + best, 1, 1);
                if (uColumns > 0) {
                    Rotation.exchange(u, uAt + i, uAt + best, uColumns, rows);
                    Rotation.exchange(v, vAt + i, vAt + best, vColumns, columns);
                }
            }
        }
    }
}
