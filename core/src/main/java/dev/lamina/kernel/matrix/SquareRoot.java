package dev.lamina.kernel.matrix;

import java.util.Arrays;

/**
 * The principal square root of a real matrix, by its Schur decomposition.
 *
 * @see <a href="https://doi.org/10.1016/0024-3795(83)80010-X">Björck and Hammarling, A Schur method for the square root of a matrix (1983)</a>
 */
public final class SquareRoot {
    /** How many matrices of space it needs. */
    public static final int MATRICES = 6;

    /** An imaginary part that is larger, relative to the real one, is no rounding. */
    private static final double REAL = 0x1p-20;

    private final int n;
    private final double[] tRe;
    private final double[] tIm;
    private final double[] qRe;
    private final double[] qIm;
    private final double[] rRe;
    private final double[] rIm;
    private final ComplexSchur schur;

    /**
     * For matrices of one size, one after another.
     *
     * @param space {@link #MATRICES} arrays for a matrix each
     */
    public SquareRoot(int n, double[][] space) {
        this.n = n;
        tRe = space[0];
        tIm = space[1];
        qRe = space[2];
        qIm = space[3];
        rRe = space[4];
        rIm = space[5];
        schur = new ComplexSchur(n, tRe, tIm, qRe, qIm);
    }

    /** Writes the root; NaN if it is not real, or an element is not finite. */
    public void apply(double[] x, int at, double[] y, int yAt) {
        System.arraycopy(x, at, tRe, 0, n * n);
        Arrays.fill(tIm, 0, n * n, 0);
        if (!schur.decompose()) {
            Arrays.fill(y, yAt, yAt + n * n, Double.NaN);
            return;
        }
        triangular();
        // t is not wanted any longer: q times the root takes its place.
        multiply();
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k < n; k++) {
                    int left = i * n + k;
                    int right = j * n + k;
                    sumRe += tRe[left] * qRe[right] + tIm[left] * qIm[right];
                    sumIm += tIm[left] * qRe[right] - tRe[left] * qIm[right];
                }
                y[yAt + i * n + j] = sumRe;
                real = Math.max(real, Math.abs(sumRe));
                imaginary = Math.max(imaginary, Math.abs(sumIm));
            }
        }
        if (!(imaginary <= REAL * real)) {
            Arrays.fill(y, yAt, yAt + n * n, Double.NaN);
        }
    }

    /** The upper triangular root of t. */
    private void triangular() {
        Arrays.fill(rRe, 0, n * n, 0);
        Arrays.fill(rIm, 0, n * n, 0);
        for (int j = 0; j < n; j++) {
            int own = j * (n + 1);
            rRe[own] = ComplexRoot.real(tRe[own], tIm[own]);
            rIm[own] = ComplexRoot.imaginary(tRe[own], tIm[own]);
            for (int i = j - 1; i >= 0; i--) {
                double restRe = tRe[i * n + j];
                double restIm = tIm[i * n + j];
                for (int k = i + 1; k < j; k++) {
                    int left = i * n + k;
                    int right = k * n + j;
                    restRe -= rRe[left] * rRe[right] - rIm[left] * rIm[right];
                    restIm -= rRe[left] * rIm[right] + rIm[left] * rRe[right];
                }
                double re = rRe[i * (n + 1)] + rRe[own];
                double im = rIm[i * (n + 1)] + rIm[own];
                double square = re * re + im * im;
                rRe[i * n + j] = (restRe * re + restIm * im) / square;
                rIm[i * n + j] = (restIm * re - restRe * im) / square;
            }
        }
    }

    private void multiply() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k <= j; k++) {
                    int left = i * n + k;
                    int right = k * n + j;
                    sumRe += qRe[left] * rRe[right] - qIm[left] * rIm[right];
                    sumIm += qRe[left] * rIm[right] + qIm[left] * rRe[right];
                }
                tRe[i * n + j] = sumRe;
                tIm[i * n + j] = sumIm;
            }
        }
    }
}
