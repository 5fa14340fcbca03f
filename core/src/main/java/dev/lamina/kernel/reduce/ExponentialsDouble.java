package dev.lamina.kernel.reduce;

/** The exponentials of the rows of a matrix of doubles, less each row's greatest element so that none overflows. */
public final class ExponentialsDouble {
    private final int columns;
    private final double[] max;
    private final double[] sum;

    /** For a matrix of this shape. */
    public ExponentialsDouble(int rows, int columns) {
        this.columns = columns;
        max = new double[rows];
        sum = new double[rows];
    }

    /** Writes {@code e^(x - max)} of the rows {@code from} to {@code to} (exclusive) to {@code y}, which may be {@code x}. */
    public void run(double[] x, double[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * columns;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int k = at; k < at + columns; k++) {
                greatest = Math.max(greatest, x[k]);
            }
            double total = 0;
            for (int k = at; k < at + columns; k++) {
                y[k] = StrictMath.exp(x[k] - greatest);
                total += y[k];
            }
            max[row] = greatest;
            sum[row] = total;
        }
    }

    /** The greatest element of a row; NaN if one is. */
    public double max(int row) {
        return max[row];
    }

    /** The sum of the exponentials of a row. */
    public double sum(int row) {
        return sum[row];
    }
}
