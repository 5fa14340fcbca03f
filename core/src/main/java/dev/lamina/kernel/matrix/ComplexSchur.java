package dev.lamina.kernel.matrix;

import java.util.Arrays;

/**
 * The Schur decomposition {@code a = q t q*} of a complex matrix: t is upper triangular, with the eigenvalues on its diagonal, and q is unitary.
 * Rotations bring the matrix to one that is nearly triangular, and chase what a shift adds to it down the diagonal.
 *
 * @see <a href="https://doi.org/10.56021/9781421407944">Golub and Van Loan, Matrix Computations, chapter 7</a>
 */
public final class ComplexSchur {
    private static final int MOST_STEPS = 30;

    /** So many steps without a result are followed by one with another shift. */
    private static final int STUCK = 10;

    private final int n;

    /** The real and imaginary parts of t. */
    private final double[] re;

    private final double[] im;

    /** The real and imaginary parts of q. */
    private final double[] qRe;

    private final double[] qIm;

    private double c;
    private double sRe;
    private double sIm;

    /**
     * For matrices of one size, one after another.
     *
     * @param re gets the real part of t [n, n]; holds that of the matrix when {@link #decompose} is called
     * @param im the same of imaginary parts
     * @param qRe gets the real part of q
     * @param qIm gets the imaginary part of q
     */
    public ComplexSchur(int n, double[] re, double[] im, double[] qRe, double[] qIm) {
        this.n = n;
        this.re = re;
        this.im = im;
        this.qRe = qRe;
        this.qIm = qIm;
    }

    /**
     * Puts t in the place of the matrix, and writes q.
     *
     * @return whether it came to an end; not if an element is not finite
     */
    public boolean decompose() {
        for (int i = 0; i < n * n; i++) {
            if (!Double.isFinite(re[i]) || !Double.isFinite(im[i])) {
                return false;
            }
        }
        Arrays.fill(qRe, 0, n * n, 0);
        Arrays.fill(qIm, 0, n * n, 0);
        for (int i = 0; i < n; i++) {
            qRe[i * (n + 1)] = 1;
        }
        for (int column = 0; column < n - 2; column++) {
            for (int row = n - 1; row > column + 1; row--) {
                int above = (row - 1) * n + column;
                int place = row * n + column;
                if (re[place] != 0 || im[place] != 0) {
                    rotation(re[above], im[above], re[place], im[place]);
                    rotate(row - 1, row, column, n - 1);
                    re[place] = 0;
                    im[place] = 0;
                }
            }
        }
        int steps = 0;
        for (int end = n - 1; end > 0; ) {
            int start = start(end);
            if (start == end) {
                end--;
                steps = 0;
            } else if (++steps > MOST_STEPS * n) {
                return false;
            } else {
                step(start, end, steps % STUCK == 0);
            }
        }
        return true;
    }

    /** Where the block begins, up to {@code end}, in which no element below the diagonal is 0. */
    private int start(int end) {
        for (int k = end; k > 0; k--) {
            int below = k * n + k - 1;
            double size = size(below);
            double beside = size((k - 1) * (n + 1)) + size(k * (n + 1));
            if (size <= 0x1p-52 * beside || size < Double.MIN_NORMAL) {
                re[below] = 0;
                im[below] = 0;
                return k;
            }
        }
        return 0;
    }

    private double size(int at) {
        return Math.abs(re[at]) + Math.abs(im[at]);
    }

    private void step(int start, int end, boolean isStuck) {
        int last = end * (n + 1);
        double shiftRe = re[last];
        double shiftIm = im[last];
        if (isStuck) {
            shiftRe += size(last - 1);
        } else {
            // The eigenvalue of the last two rows that is nearer to the last element.
            int first = last - n - 1;
            double halfRe = (re[first] - re[last]) / 2;
            double halfIm = (im[first] - im[last]) / 2;
            double productRe = re[last - n] * re[last - 1] - im[last - n] * im[last - 1];
            double productIm = re[last - n] * im[last - 1] + im[last - n] * re[last - 1];
            double insideRe = halfRe * halfRe - halfIm * halfIm + productRe;
            double insideIm = 2 * halfRe * halfIm + productIm;
            double rootRe = ComplexRoot.real(insideRe, insideIm);
            double rootIm = ComplexRoot.imaginary(insideRe, insideIm);
            boolean isAway = halfRe * rootRe + halfIm * rootIm > 0;
            shiftRe += isAway ? halfRe - rootRe : halfRe + rootRe;
            shiftIm += isAway ? halfIm - rootIm : halfIm + rootIm;
        }
        int at = start * (n + 1);
        double xRe = re[at] - shiftRe;
        double xIm = im[at] - shiftIm;
        double zRe = re[at + n];
        double zIm = im[at + n];
        for (int k = start; k < end; k++) {
            rotation(xRe, xIm, zRe, zIm);
            rotate(k, k + 1, Math.max(start, k - 1), Math.min(k + 2, end));
            if (k > start) {
                re[(k + 1) * n + k - 1] = 0;
                im[(k + 1) * n + k - 1] = 0;
            }
            if (k + 1 < end) {
                xRe = re[(k + 1) * n + k];
                xIm = im[(k + 1) * n + k];
                zRe = re[(k + 2) * n + k];
                zIm = im[(k + 2) * n + k];
            }
        }
    }

    /** Finds the rotation {@code [c s; -s* c]} that turns (f, g) to (r, 0). */
    private void rotation(double fRe, double fIm, double gRe, double gIm) {
        double f = Math.hypot(fRe, fIm);
        double g = Math.hypot(gRe, gIm);
        if (g == 0) {
            c = 1;
            sRe = 0;
            sIm = 0;
        } else if (f == 0) {
            c = 0;
            sRe = gRe / g;
            sIm = -gIm / g;
        } else {
            double length = Math.hypot(f, g);
            c = f / length;
            double uRe = fRe / f;
            double uIm = fIm / f;
            sRe = (uRe * gRe + uIm * gIm) / length;
            sIm = (uIm * gRe - uRe * gIm) / length;
        }
    }

    /**
     * Rotates two rows, from a column on, and the same two columns, down to a row, and those of q.
     */
    private void rotate(int i, int k, int fromColumn, int toRow) {
        for (int j = fromColumn; j < n; j++) {
            turn(re, im, i * n + j, k * n + j, sIm);
        }
        for (int j = 0; j <= toRow; j++) {
            turn(re, im, j * n + i, j * n + k, -sIm);
        }
        for (int j = 0; j < n; j++) {
            turn(qRe, qIm, j * n + i, j * n + k, -sIm);
        }
    }

    /** Makes (x, y) to (c x + s y, c y - s* x), the imaginary part of s being given. */
    private void turn(double[] r, double[] m, int x, int y, double imaginary) {
        double xRe = r[x];
        double xIm = m[x];
        double yRe = r[y];
        double yIm = m[y];
        r[x] = c * xRe + sRe * yRe - imaginary * yIm;
        m[x] = c * xIm + sRe * yIm + imaginary * yRe;
        r[y] = c * yRe - sRe * xRe - imaginary * xIm;
        m[y] = c * yIm - sRe * xIm + imaginary * xRe;
    }
}
