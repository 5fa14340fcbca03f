package dev.lamina.kernel.product;

import java.util.Arrays;

/** A float64 product, computed as {@link GemmPlain} does. */
final class GemmPlainDouble {
    private static final int STEPS = 128;
    private static final int COLUMNS = 256;
    private static final int FEW_COLUMNS = 32;

    private final double[][] b = new double[STEPS][COLUMNS];
    private final double[] c0 = new double[COLUMNS];
    private final double[] c1 = new double[COLUMNS];
    private final double[] c2 = new double[COLUMNS];
    private final double[] c3 = new double[COLUMNS];
    private final double[][] c = {c0, c1, c2, c3};

    private final PlainMatrixDouble left = new PlainMatrixDouble();
    private final PlainMatrixDouble right = new PlainMatrixDouble();
    private final PlainMatrixDouble out = new PlainMatrixDouble();

    /** Computes a part of C of a small product, without copying. */
    static void multiplySmall(DoubleGemmJob g, int row, int rows, int column, int columns) {
        for (int i = row; i < row + rows; i++) {
            int to = g.cOff + i * g.ldc + column;
            if (!g.accumulate) {
                Arrays.fill(g.c, to, to + columns, 0d);
            }
            for (int p = 0; p < g.k; p++) {
                double x = g.a[g.aOff + i * g.aRow + p * g.aStep];
                int from = g.bOff + p * g.bRow + column * g.bColumn;
                for (int j = 0; j < columns; j++) {
                    g.c[to + j] = Math.fma(x, g.b[from + j * g.bColumn], g.c[to + j]);
                }
            }
        }
    }

    /** Computes a part of C. */
    void multiply(DoubleGemmJob g, int row, int rows, int column, int columns) {
        if (columns < FEW_COLUMNS && columns < rows) {
            left.set(g.b, g.bOff + column * g.bColumn, g.bColumn, g.bRow);
            right.set(g.a, g.aOff + row * g.aRow, g.aStep, g.aRow);
            out.set(g.c, g.cOff + row * g.ldc + column, 1, g.ldc);
            multiply(columns, rows, g.k, g.accumulate);
        } else {
            left.set(g.a, g.aOff + row * g.aRow, g.aRow, g.aStep);
            right.set(g.b, g.bOff + column * g.bColumn, g.bRow, g.bColumn);
            out.set(g.c, g.cOff + row * g.ldc + column, g.ldc, 1);
            multiply(rows, columns, g.k, g.accumulate);
        }
        left.forget();
        right.forget();
        out.forget();
    }

    private void multiply(int rows, int columns, int k, boolean accumulate) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            for (int p = 0; p == 0 || p < k; p += STEPS) {
                int steps = Math.min(STEPS, k - p);
                right.read(p, steps, j, width, b);
                for (int i = 0; i < rows; i += c.length) {
                    int height = Math.min(c.length, rows - i);
                    if (accumulate || p > 0) {
                        out.read(i, height, j, width, c);
                    } else {
                        PlainMatrixDouble.clear(c, width);
                    }
                    add(i, height, p, steps, width);
                    out.write(i, height, j, width, c);
                }
            }
        }
    }

    /** Adds what a block of k gives to {@code height} rows of C. */
    private void add(int row, int height, int p, int steps, int width) {
        double[] a = left.elements;
        int step = left.columnStep;
        int at0 = left.at(row, p);
        // A row of C that does not exist is computed as another, and not written.
        int at1 = left.at(row + Math.min(1, height - 1), p);
        int at2 = left.at(row + Math.min(2, height - 1), p);
        int at3 = left.at(row + Math.min(3, height - 1), p);
        int q = 0;
        for (; q + 4 <= steps; q += 4) {
            int next = q * step;
            add4(a, at0 + next, at1 + next, at2 + next, at3 + next, step, b[q], b[q + 1], b[q + 2], b[q + 3], width);
        }
        for (; q < steps; q++) {
            int next = q * step;
            add1(a[at0 + next], a[at1 + next], a[at2 + next], a[at3 + next], b[q], width);
        }
    }

    private void add4(
            double[] a,
            int at0,
            int at1,
            int at2,
            int at3,
            int step,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            int n) {
        double[] w = c0;
        double[] x = c1;
        double[] y = c2;
        double[] z = c3;
        double w0 = a[at0];
        double w1 = a[at0 + step];
        double w2 = a[at0 + 2 * step];
        double w3 = a[at0 + 3 * step];
        double x0 = a[at1];
        double x1 = a[at1 + step];
        double x2 = a[at1 + 2 * step];
        double x3 = a[at1 + 3 * step];
        double y0 = a[at2];
        double y1 = a[at2 + step];
        double y2 = a[at2 + 2 * step];
        double y3 = a[at2 + 3 * step];
        double z0 = a[at3];
        double z1 = a[at3 + step];
        double z2 = a[at3 + 2 * step];
        double z3 = a[at3 + 3 * step];
        for (int j = 0; j < n; j++) {
            double p = b0[j]; // read once, before a store of which the compiler cannot tell where it goes
            double q = b1[j];
            double r = b2[j];
            double s = b3[j];
            w[j] = Math.fma(w3, s, Math.fma(w2, r, Math.fma(w1, q, Math.fma(w0, p, w[j]))));
            x[j] = Math.fma(x3, s, Math.fma(x2, r, Math.fma(x1, q, Math.fma(x0, p, x[j]))));
            y[j] = Math.fma(y3, s, Math.fma(y2, r, Math.fma(y1, q, Math.fma(y0, p, y[j]))));
            z[j] = Math.fma(z3, s, Math.fma(z2, r, Math.fma(z1, q, Math.fma(z0, p, z[j]))));
        }
    }

    private void add1(double w0, double x0, double y0, double z0, double[] b0, int n) {
        double[] w = c0;
        double[] x = c1;
        double[] y = c2;
        double[] z = c3;
        for (int j = 0; j < n; j++) {
            double p = b0[j];
            w[j] = Math.fma(w0, p, w[j]);
            x[j] = Math.fma(x0, p, x[j]);
            y[j] = Math.fma(y0, p, y[j]);
            z[j] = Math.fma(z0, p, z[j]);
        }
    }
}
