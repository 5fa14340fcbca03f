package dev.lamina.kernel.matrix;

import java.util.Arrays;

/**
 * The QR decomposition of a matrix by reflections, with LAPACK's choice of signs. Column by column, so that what is read
 * together lies together; a single thread's plain loops give the same bits anywhere.
 *
 * @see <a href="https://doi.org/10.1145/320941.320947">Householder, Unitary triangularization of a nonsymmetric matrix
 *     (1958)</a>
 */
public final class Householder {
    private final int rows;
    private final int columns;
    private final int reflections;

    /** By column: r at and above the diagonal, below it the reflection's vector, whose first element is 1. */
    private final double[] work;

    private final double[] tau;
    private final double[] column;

    /** For matrices of one size, one after another. */
    public Householder(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        reflections = Math.min(rows, columns);
        work = new double[Math.multiplyExact(rows, columns)];
        tau = new double[reflections];
        column = new double[rows];
    }

    /** Decomposes the row-major matrix at {@code x[at]}. */
    public void reduce(double[] x, int at) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                work[j * rows + i] = x[at + i * columns + j];
            }
        }
        for (int k = 0; k < reflections; k++) {
            step(k);
        }
    }

    /**
     * Decomposes a matrix with its columns in another order: next is always the one of which the most is left.
     *
     * @param isTransposed whether it is the transpose, [columns, rows], that lies at {@code x[at]}
     * @param scale what each element is divided by
     * @param order gets, for each column of r, the matrix's column that it was made of
     */
    public void reduceInOrder(double[] x, int at, boolean isTransposed, double scale, int[] order) {
        for (int j = 0; j < columns; j++) {
            order[j] = j;
            for (int i = 0; i < rows; i++) {
                work[j * rows + i] = x[at + (isTransposed ? j * rows + i : i * columns + j)] / scale;
            }
        }
        for (int k = 0; k < reflections; k++) {
            int longest = k;
            for (int j = k + 1; j < columns; j++) {
                if (squaredLength(j, k) > squaredLength(longest, k)) {
                    longest = j;
                }
            }
            if (longest != k) {
                int other = order[k];
                order[k] = order[longest];
                order[longest] = other;
                System.arraycopy(work, k * rows, column, 0, rows);
                System.arraycopy(work, longest * rows, work, k * rows, rows);
                System.arraycopy(column, 0, work, longest * rows, rows);
            }
            step(k);
        }
    }

    private double squaredLength(int j, int from) {
        double sum = 0;
        for (int i = j * rows + from; i < (j + 1) * rows; i++) {
            sum += work[i] * work[i];
        }
        return sum;
    }

    private void step(int k) {
        int own = k * rows;
        tau[k] = reflection(own + k, own + rows);
        for (int j = k + 1; j < columns; j++) {
            reflect(k, work, j * rows);
        }
    }

    /** Makes the reflection that turns the elements {@code from} to {@code to} to the first axis, and gives its factor. */
    private double reflection(int from, int to) {
        double below = 0;
        for (int i = from + 1; i < to; i++) {
            below += work[i] * work[i];
        }
        if (below == 0) {
            return 0;
        }
        double first = work[from];
        double norm = -Math.copySign(Math.sqrt(first * first + below), first);
        double scale = first - norm;
        for (int i = from + 1; i < to; i++) {
            work[i] /= scale;
        }
        work[from] = norm;
        return (norm - first) / norm;
    }

    /** Applies reflection {@code k} to the column at {@code x[at]}. */
    private void reflect(int k, double[] x, int at) {
        if (tau[k] == 0) {
            return;
        }
        int own = k * rows;
        double product = x[at + k];
        for (int i = k + 1; i < rows; i++) {
            product += work[own + i] * x[at + i];
        }
        product *= tau[k];
        x[at + k] -= product;
        for (int i = k + 1; i < rows; i++) {
            x[at + i] -= product * work[own + i];
        }
    }

    /** Writes the first {@code count} columns of q to the row-major matrix [rows, count] at {@code q[at]}. */
    public void orthogonal(double[] q, int at, int count) {
        for (int j = 0; j < count; j++) {
            Arrays.fill(column, 0);
            column[j] = 1;
            // A reflection beyond j leaves the j-th unit vector as it is.
            for (int k = Math.min(j, reflections - 1); k >= 0; k--) {
                reflect(k, column, 0);
            }
            for (int i = 0; i < rows; i++) {
                q[at + i * count + j] = column[i];
            }
        }
    }

    /** Writes the first {@code count} rows of r to the row-major matrix [count, columns] at {@code r[at]}. */
    public void triangular(double[] r, int at, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < columns; j++) {
                r[at + i * columns + j] = j < i ? 0 : work[j * rows + i];
            }
        }
    }
}
