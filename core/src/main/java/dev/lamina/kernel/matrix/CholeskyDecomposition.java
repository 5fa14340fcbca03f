package dev.lamina.kernel.matrix;

/**
 * The decomposition {@code a = l transpose(l)} of a positive definite matrix, of which the lower triangle is read.
 *
 * @see <a href="https://arxiv.org/abs/1602.07527">Murray, Differentiation of the Cholesky decomposition (2016)</a>
 */
public final class CholeskyDecomposition {
    private CholeskyDecomposition() {}

    /**
     * Writes l, with zeros above its diagonal.
     *
     * @return whether the matrix is positive definite; if not, what is written has no meaning
     */
    public static boolean decompose(double[] a, int at, int n, double[] l, int lAt) {
        for (int i = 0; i < n; i++) {
            int own = lAt + i * n;
            for (int j = 0; j <= i; j++) {
                int other = lAt + j * n;
                double rest = a[at + i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= l[own + k] * l[other + k];
                }
                if (j < i) {
                    l[own + j] = rest / l[other + j];
                } else if (rest > 0) {
                    l[own + i] = Math.sqrt(rest);
                } else {
                    return false;
                }
            }
            for (int j = i + 1; j < n; j++) {
                l[own + j] = 0;
            }
        }
        return true;
    }

    /**
     * Writes the gradient by the matrix, symmetric, given that by l.
     *
     * @param dl of which the lower triangle is read
     */
    public static void gradient(double[] l, int at, int n, double[] dl, int dlAt, double[] da, int daAt) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                da[daAt + i * n + j] = j > i ? 0 : dl[dlAt + i * n + j];
            }
        }
        // The steps of the decomposition backwards, each in the place of its result.
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i; j >= 0; j--) {
                int place = daAt + i * n + j;
                double pivot = l[at + j * (n + 1)];
                if (j < i) {
                    da[place] /= pivot;
                    da[daAt + j * (n + 1)] -= da[place] * l[at + i * n + j];
                } else {
                    da[place] /= 2 * pivot;
                }
                for (int k = 0; k < j; k++) {
                    da[daAt + i * n + k] -= da[place] * l[at + j * n + k] * (j < i ? 1 : 2);
                    if (j < i) {
                        da[daAt + j * n + k] -= da[place] * l[at + i * n + k];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double half = da[daAt + i * n + j] / 2;
                da[daAt + i * n + j] = half;
                da[daAt + j * n + i] = half;
            }
        }
    }
}
