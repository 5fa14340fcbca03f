package dev.lamina.kernel.matrix;

import java.util.Arrays;

/**
 * The exponential of a matrix: that of a small part of it, by Padé's approximation of order 13, squared again and again.
 *
 * @see <a href="https://doi.org/10.1137/04061101X">Higham, The scaling and squaring method for the matrix exponential revisited (2005)</a>
 */
public final class Exponential {
    /** How many matrices of space it needs. */
    public static final int MATRICES = 8;

    /** A matrix whose columns sum up to no more is small enough. */
    private static final double SMALL = 5.371920351148152;

    /** The approximation's coefficients, for rising powers. */
    private static final double[] PADE = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920.0,
        40840800.0,
        960960.0,
        16380.0,
        182.0,
        1.0
    };

    private final int n;
    private final double[][] space;
    private final int[] rows;

    /**
     * For matrices of one size, one after another.
     *
     * @param space {@link #MATRICES} arrays for a matrix each
     * @param rows space for a row's number each
     */
    public Exponential(int n, double[][] space, int[] rows) {
        this.n = n;
        this.space = space;
        this.rows = rows;
    }

    /** Writes the exponential; NaN if an element is not finite. */
    public void apply(double[] x, int at, double[] y, int yAt) {
        double norm = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.abs(x[at + i * n + j]);
            }
            norm = Math.max(norm, sum);
        }
        if (!Double.isFinite(norm)) {
            Arrays.fill(y, yAt, yAt + n * n, Double.NaN);
            return;
        }
        int squarings = norm > SMALL ? Math.getExponent(norm / SMALL) + 1 : 0;
        double[] a = space[0];
        double scale = Math.scalb(1.0, -squarings);
        for (int i = 0; i < n * n; i++) {
            a[i] = x[at + i] * scale;
        }
        approximate(a);
        double[] power = space[5];
        double[] next = space[6];
        for (int i = 0; i < squarings; i++) {
            multiply(power, power, next);
            double[] swapped = power;
            power = next;
            next = swapped;
        }
        System.arraycopy(power, 0, y, yAt, n * n);
    }

    /** Leaves the exponential of a in {@code space[5]}. */
    private void approximate(double[] a) {
        double[] two = space[1];
        double[] four = space[2];
        double[] six = space[3];
        double[] odd = space[4];
        double[] even = space[5];
        double[] sum = space[6];
        multiply(a, a, two);
        multiply(two, two, four);
        multiply(two, four, six);
        polynomial(two, four, six, 13, 11, 9, sum);
        multiply(six, sum, even);
        polynomial(two, four, six, 7, 5, 3, sum);
        addWithUnit(even, sum, PADE[1]);
        multiply(a, sum, odd);
        polynomial(two, four, six, 12, 10, 8, sum);
        multiply(six, sum, even);
        polynomial(two, four, six, 6, 4, 2, sum);
        addWithUnit(even, sum, PADE[0]);
        for (int i = 0; i < n * n; i++) {
            four[i] = sum[i] + odd[i];
            sum[i] -= odd[i];
        }
        LuDecomposition.decompose(sum, 0, n, rows);
        LuDecomposition.solve(sum, 0, n, rows, false, four, 0, even, 0, n, space[7]);
    }

    private void polynomial(double[] two, double[] four, double[] six, int first, int second, int third, double[] y) {
        for (int i = 0; i < n * n; i++) {
            y[i] = PADE[first] * six[i] + PADE[second] * four[i] + PADE[third] * two[i];
        }
    }

    /** Adds a matrix, and a multiple of the unit matrix, to another one. */
    private void addWithUnit(double[] matrix, double[] sum, double unit) {
        for (int i = 0; i < n * n; i++) {
            sum[i] += matrix[i];
        }
        for (int i = 0; i < n; i++) {
            sum[i * (n + 1)] += unit;
        }
    }

    private void multiply(double[] x, double[] y, double[] z) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(z, i * n, (i + 1) * n, 0);
            for (int k = 0; k < n; k++) {
                double factor = x[i * n + k];
                for (int j = 0; j < n; j++) {
                    z[i * n + j] += factor * y[k * n + j];
                }
            }
        }
    }
}
