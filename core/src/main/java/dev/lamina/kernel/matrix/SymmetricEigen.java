package dev.lamina.kernel.matrix;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of symmetric matrices, of which the lower triangle is read: reflections make the matrix tridiagonal,
 * rotations with Wilkinson's shift make that diagonal.
 *
 * @see <a href="https://doi.org/10.56021/9781421407944">Golub and Van Loan, Matrix Computations, section 8.3</a>
 */
public final class SymmetricEigen {
    private static final int MOST_STEPS = 30;

    private final int n;
    private final double[] a;
    private final double[] diagonal;
    private final double[] below;
    private final double[] tau;
    private final double[] product;

    /**
     * For matrices of one size, one after another.
     *
     * @param a space for a matrix
     * @param vectors space for four vectors
     */
    public SymmetricEigen(int n, double[] a, double[][] vectors) {
        this.n = n;
        this.a = a;
        diagonal = vectors[0];
        below = vectors[1];
        tau = vectors[2];
        product = vectors[3];
    }

    /**
     * Writes the eigenvalues, rising, and the eigenvectors as columns.
     *
     * @param v gets [n, n]
     * @return whether it came to an end; not if an element is no number
     */
    public boolean decompose(double[] x, int at, double[] e, int eAt, double[] v, int vAt) {
        double scale = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                scale = Math.max(scale, Math.abs(x[at + i * n + j]));
            }
        }
        if (!Double.isFinite(scale)) {
            return false;
        }
        scale = scale == 0 ? 1 : scale;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = x[at + i * n + j] / scale;
                a[j * n + i] = a[i * n + j];
            }
        }
        for (int k = 0; k < n - 1; k++) {
            reflect(k);
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i * (n + 1)];
            below[i] = i + 1 < n ? a[(i + 1) * n + i] : 0;
        }
        orthogonal(v, vAt);
        if (!diagonalize(v, vAt)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            int least = i;
            for (int k = i + 1; k < n; k++) {
                least = diagonal[k] < diagonal[least] ? k : least;
            }
            if (least != i) {
                Rotation.exchange(diagonal, i, least, 1, 1);
                Rotation.exchange(v, vAt + i, vAt + least, n, n);
            }
            e[eAt + i] = diagonal[i] * scale;
        }
        return true;
    }

    /** Turns column k below the diagonal to its first element; the reflection's vector stays below that. */
    private void reflect(int k) {
        int first = k + 1;
        double squares = 0;
        for (int i = first + 1; i < n; i++) {
            squares += a[i * n + k] * a[i * n + k];
        }
        if (squares == 0) {
            tau[k] = 0;
            return;
        }
        double head = a[first * n + k];
        double norm = -Math.copySign(Math.sqrt(head * head + squares), head);
        tau[k] = (norm - head) / norm;
        for (int i = first + 1; i < n; i++) {
            a[i * n + k] /= head - norm;
        }
        a[first * n + k] = 1;
        double along = 0;
        for (int i = first; i < n; i++) {
            double sum = 0;
            for (int j = first; j < n; j++) {
                sum += a[i * n + j] * a[j * n + k];
            }
            product[i] = tau[k] * sum;
            along += product[i] * a[i * n + k];
        }
        for (int i = first; i < n; i++) {
            product[i] -= tau[k] * along / 2 * a[i * n + k];
        }
        for (int i = first; i < n; i++) {
            for (int j = first; j < n; j++) {
                a[i * n + j] -= a[i * n + k] * product[j] + product[i] * a[j * n + k];
            }
        }
        a[first * n + k] = norm;
    }

    /** The product of the reflections. */
    private void orthogonal(double[] v, int vAt) {
        Arrays.fill(v, vAt, vAt + n * n, 0);
        for (int i = 0; i < n; i++) {
            v[vAt + i * (n + 1)] = 1;
        }
        for (int k = n - 2; k >= 0; k--) {
            for (int j = k + 1; j < n && tau[k] != 0; j++) {
                double sum = v[vAt + (k + 1) * n + j];
                for (int i = k + 2; i < n; i++) {
                    sum += a[i * n + k] * v[vAt + i * n + j];
                }
                sum *= tau[k];
                v[vAt + (k + 1) * n + j] -= sum;
                for (int i = k + 2; i < n; i++) {
                    v[vAt + i * n + j] -= sum * a[i * n + k];
                }
            }
        }
    }

    private boolean diagonalize(double[] v, int vAt) {
        int end = n - 1;
        for (int step = 0; end > 0; ) {
            for (int i = 0; i < end; i++) {
                double size = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
                if (Math.abs(below[i]) <= 0x1p-52 * size || Math.abs(below[i]) < Double.MIN_NORMAL) {
                    below[i] = 0;
                }
            }
            while (end > 0 && below[end - 1] == 0) {
                end--;
            }
            if (end == 0) {
                return true;
            }
            if (++step > MOST_STEPS * n) {
                return false;
            }
            int start = end - 1;
            while (start > 0 && below[start - 1] != 0) {
                start--;
            }
            step(start, end, v, vAt);
        }
        return true;
    }

    private void step(int start, int end, double[] v, int vAt) {
        double half = (diagonal[end - 1] - diagonal[end]) / 2;
        double e = below[end - 1];
        double root = Math.hypot(half, e);
        double shift = half == 0 ? Math.abs(e) : e / (half + (half > 0 ? root : -root)) * e;
        double x = diagonal[start] - diagonal[end] + shift;
        double z = below[start];
        for (int k = start; k < end && z != 0; k++) {
            double length = Math.hypot(x, z);
            // The longer one keeps its sign, as Givens' rotation leaves it.
            double sign = Math.abs(x) > Math.abs(z) ? Math.signum(x) : Math.signum(z);
            double c = sign * x / length;
            double s = -sign * z / length;
            double lower = s * diagonal[k] + c * below[k];
            double last = s * below[k] + c * diagonal[k + 1];
            diagonal[k] = c * (c * diagonal[k] - s * below[k]) - s * (c * below[k] - s * diagonal[k + 1]);
            diagonal[k + 1] = s * lower + c * last;
            below[k] = c * lower - s * last;
            if (k > start) {
                below[k - 1] = c * below[k - 1] - s * z;
            }
            x = below[k];
            if (k < end - 1) {
                z = -s * below[k + 1];
                below[k + 1] *= c;
            }
            Rotation.apply(c, -s, v, vAt + k, vAt + k + 1, n, n);
        }
    }
}
