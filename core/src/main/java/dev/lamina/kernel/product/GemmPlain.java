package dev.lamina.kernel.product;

import java.util.Arrays;

/**
 * A product without the Vector API, in loops that the compiler turns into vector code by itself: the plain twin of {@link
 * PackedGemm}, and what runs until that is compiled.
 *
 * <p>It does so only where all arrays are read and written at one index. So rows of op(B) are copied to arrays of their own, rows of C
 * too, and four rows of each are joined in one pass: 16 multiply-adds for 8 loads. Where C has few columns, rows and columns exchange
 * their roles.
 */
final class GemmPlain {
    /** Below so many multiplications copying costs more than it saves. */
    static final int SMALL = 4_000;

    /** A block of op(B) has so many rows at most, and a quarter of a megabyte: it stays in the second cache. */
    private static final int STEPS = 128;

    private static final int COLUMNS = 512;

    /** With fewer columns than this most of a pass would be what is left over of vectors. */
    private static final int FEW_COLUMNS = 64;

    private final float[][] b = new float[STEPS][COLUMNS];
    private final float[] c0 = new float[COLUMNS];
    private final float[] c1 = new float[COLUMNS];
    private final float[] c2 = new float[COLUMNS];
    private final float[] c3 = new float[COLUMNS];
    private final float[][] c = {c0, c1, c2, c3};

    /** The matrices of the product at hand. */
    private final PlainMatrixFloat left = new PlainMatrixFloat();

    private final PlainMatrixFloat right = new PlainMatrixFloat();
    private final PlainMatrixFloat out = new PlainMatrixFloat();

    /** Computes a part of C of a small product, without copying. */
    static void multiplySmall(FloatGemmJob g, int row, int rows, int column, int columns) {
        for (int i = row; i < row + rows; i++) {
            int to = g.cOff + i * g.ldc + column;
            if (!g.accumulate) {
                Arrays.fill(g.c, to, to + columns, 0f);
            }
            for (int p = 0; p < g.k; p++) {
                float x = g.a[g.aOff + i * g.aRow + p * g.aStep];
                int from = g.bOff + p * g.bRow + column * g.bColumn;
                for (int j = 0; j < columns; j++) {
                    g.c[to + j] = Math.fma(x, g.b[from + j * g.bColumn], g.c[to + j]);
                }
            }
            for (int j = to; j < to + columns; j++) {
                g.c[j] += 0f; // +0 for -0
            }
        }
    }

    /** Computes a part of C. */
    void multiply(FloatGemmJob g, int row, int rows, int column, int columns) {
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
                        PlainMatrixFloat.clear(c, width);
                    }
                    add(i, height, p, steps, width);
                    out.write(i, height, j, width, c);
                }
            }
        }
    }

    /** Adds what a block of k gives to {@code height} rows of C. */
    private void add(int row, int height, int p, int steps, int width) {
        float[] a = left.elements;
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
        for (float[] y : c) {
            makeZerosPositive(y, width);
        }
    }

    private void add4(
            float[] a,
            int at0,
            int at1,
            int at2,
            int at3,
            int step,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            int n) {
        float[] w = c0;
        float[] x = c1;
        float[] y = c2;
        float[] z = c3;
        float w0 = a[at0];
        float w1 = a[at0 + step];
        float w2 = a[at0 + 2 * step];
        float w3 = a[at0 + 3 * step];
        float x0 = a[at1];
        float x1 = a[at1 + step];
        float x2 = a[at1 + 2 * step];
        float x3 = a[at1 + 3 * step];
        float y0 = a[at2];
        float y1 = a[at2 + step];
        float y2 = a[at2 + 2 * step];
        float y3 = a[at2 + 3 * step];
        float z0 = a[at3];
        float z1 = a[at3 + step];
        float z2 = a[at3 + 2 * step];
        float z3 = a[at3 + 3 * step];
        for (int j = 0; j < n; j++) {
            float p = b0[j]; // read once, before a store of which the compiler cannot tell where it goes
            float q = b1[j];
            float r = b2[j];
            float s = b3[j];
            w[j] = Math.fma(w3, s, Math.fma(w2, r, Math.fma(w1, q, Math.fma(w0, p, w[j]))));
            x[j] = Math.fma(x3, s, Math.fma(x2, r, Math.fma(x1, q, Math.fma(x0, p, x[j]))));
            y[j] = Math.fma(y3, s, Math.fma(y2, r, Math.fma(y1, q, Math.fma(y0, p, y[j]))));
            z[j] = Math.fma(z3, s, Math.fma(z2, r, Math.fma(z1, q, Math.fma(z0, p, z[j]))));
        }
    }

    private static void makeZerosPositive(float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += 0f;
        }
    }

    private void add1(float w0, float x0, float y0, float z0, float[] b0, int n) {
        float[] w = c0;
        float[] x = c1;
        float[] y = c2;
        float[] z = c3;
        for (int j = 0; j < n; j++) {
            float p = b0[j];
            w[j] = Math.fma(w0, p, w[j]);
            x[j] = Math.fma(x0, p, x[j]);
            y[j] = Math.fma(y0, p, y[j]);
            z[j] = Math.fma(z0, p, z[j]);
        }
    }
}
