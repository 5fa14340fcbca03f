package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few rows times a matrix that lies row by row, without packing.
 *
 * <p>Memory sets the pace here, so B is read once and in order, and the row of C stays in registers
 * meanwhile: threads that store side by side would take the cache's line from each other.
 */
final class RowGemm {
    /** Up to so many rows this beats packing B. */
    static final int MOST_ROWS = 3;

    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private static final float[] ZEROS = new float[16 * W];

    private RowGemm() {}

    static void multiply(FloatGemmJob g, int row, int rows, int column, int columns) {
        for (int i = row; i < row + rows; i++) {
            int a = g.aOff + i * g.aRow;
            int end = column + columns;
            for (int j = column; j < end; ) {
                int b = g.bOff + j;
                int c = g.cOff + i * g.ldc + j;
                float[] init = g.accumulate ? g.c : ZEROS;
                int initOff = g.accumulate ? c : 0;
                if (TileForm.COLUMNS == 4 * W && j + 16 * W <= end) {
                    vectors16(g.k, g.a, a, g.aStep, g.b, b, g.bRow, init, initOff, g.c, c);
                    j += 16 * W;
                } else if (j + 8 * W <= end) {
                    vectors8(g.k, g.a, a, g.aStep, g.b, b, g.bRow, init, initOff, g.c, c);
                    j += 8 * W;
                } else if (j + 2 * W <= end) {
                    vectors2(g.k, g.a, a, g.aStep, g.b, b, g.bRow, init, initOff, g.c, c);
                    j += 2 * W;
                } else {
                    g.c[c] = element(g, a, b, init[initOff]);
                    j++;
                }
            }
        }
    }

    private static float element(FloatGemmJob g, int a, int b, float init) {
        float sum = init;
        for (int p = 0; p < g.k; p++) {
            sum = Math.fma(g.a[a + p * g.aStep], g.b[b + p * g.bRow], sum);
        }
        return sum + 0f;
    }

    private static void vectors16(
            int k,
            float[] a,
            int aOff,
            int aStep,
            float[] b,
            int bOff,
            int ldb,
            float[] init,
            int initOff,
            float[] c,
            int cOff) {
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + W);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * W);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * W);
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * W);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * W);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * W);
        FloatVector s8 = FloatVector.fromArray(F, init, initOff + 8 * W);
        FloatVector s9 = FloatVector.fromArray(F, init, initOff + 9 * W);
        FloatVector s10 = FloatVector.fromArray(F, init, initOff + 10 * W);
        FloatVector s11 = FloatVector.fromArray(F, init, initOff + 11 * W);
        FloatVector s12 = FloatVector.fromArray(F, init, initOff + 12 * W);
        FloatVector s13 = FloatVector.fromArray(F, init, initOff + 13 * W);
        FloatVector s14 = FloatVector.fromArray(F, init, initOff + 14 * W);
        FloatVector s15 = FloatVector.fromArray(F, init, initOff + 15 * W);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(F, a[aOff + p * aStep]);
            int at = bOff + p * ldb;
            s0 = FloatVector.fromArray(F, b, at).fma(x, s0);
            s1 = FloatVector.fromArray(F, b, at + W).fma(x, s1);
            s2 = FloatVector.fromArray(F, b, at + 2 * W).fma(x, s2);
            s3 = FloatVector.fromArray(F, b, at + 3 * W).fma(x, s3);
            s4 = FloatVector.fromArray(F, b, at + 4 * W).fma(x, s4);
            s5 = FloatVector.fromArray(F, b, at + 5 * W).fma(x, s5);
            s6 = FloatVector.fromArray(F, b, at + 6 * W).fma(x, s6);
            s7 = FloatVector.fromArray(F, b, at + 7 * W).fma(x, s7);
            s8 = FloatVector.fromArray(F, b, at + 8 * W).fma(x, s8);
            s9 = FloatVector.fromArray(F, b, at + 9 * W).fma(x, s9);
            s10 = FloatVector.fromArray(F, b, at + 10 * W).fma(x, s10);
            s11 = FloatVector.fromArray(F, b, at + 11 * W).fma(x, s11);
            s12 = FloatVector.fromArray(F, b, at + 12 * W).fma(x, s12);
            s13 = FloatVector.fromArray(F, b, at + 13 * W).fma(x, s13);
            s14 = FloatVector.fromArray(F, b, at + 14 * W).fma(x, s14);
            s15 = FloatVector.fromArray(F, b, at + 15 * W).fma(x, s15);
        }
        s0.add(0f).intoArray(c, cOff);
        s1.add(0f).intoArray(c, cOff + W);
        s2.add(0f).intoArray(c, cOff + 2 * W);
        s3.add(0f).intoArray(c, cOff + 3 * W);
        s4.add(0f).intoArray(c, cOff + 4 * W);
        s5.add(0f).intoArray(c, cOff + 5 * W);
        s6.add(0f).intoArray(c, cOff + 6 * W);
        s7.add(0f).intoArray(c, cOff + 7 * W);
        s8.add(0f).intoArray(c, cOff + 8 * W);
        s9.add(0f).intoArray(c, cOff + 9 * W);
        s10.add(0f).intoArray(c, cOff + 10 * W);
        s11.add(0f).intoArray(c, cOff + 11 * W);
        s12.add(0f).intoArray(c, cOff + 12 * W);
        s13.add(0f).intoArray(c, cOff + 13 * W);
        s14.add(0f).intoArray(c, cOff + 14 * W);
        s15.add(0f).intoArray(c, cOff + 15 * W);
    }

    private static void vectors8(
            int k,
            float[] a,
            int aOff,
            int aStep,
            float[] b,
            int bOff,
            int ldb,
            float[] init,
            int initOff,
            float[] c,
            int cOff) {
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + W);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * W);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * W);
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * W);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * W);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * W);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(F, a[aOff + p * aStep]);
            int at = bOff + p * ldb;
            s0 = FloatVector.fromArray(F, b, at).fma(x, s0);
            s1 = FloatVector.fromArray(F, b, at + W).fma(x, s1);
            s2 = FloatVector.fromArray(F, b, at + 2 * W).fma(x, s2);
            s3 = FloatVector.fromArray(F, b, at + 3 * W).fma(x, s3);
            s4 = FloatVector.fromArray(F, b, at + 4 * W).fma(x, s4);
            s5 = FloatVector.fromArray(F, b, at + 5 * W).fma(x, s5);
            s6 = FloatVector.fromArray(F, b, at + 6 * W).fma(x, s6);
            s7 = FloatVector.fromArray(F, b, at + 7 * W).fma(x, s7);
        }
        s0.add(0f).intoArray(c, cOff);
        s1.add(0f).intoArray(c, cOff + W);
        s2.add(0f).intoArray(c, cOff + 2 * W);
        s3.add(0f).intoArray(c, cOff + 3 * W);
        s4.add(0f).intoArray(c, cOff + 4 * W);
        s5.add(0f).intoArray(c, cOff + 5 * W);
        s6.add(0f).intoArray(c, cOff + 6 * W);
        s7.add(0f).intoArray(c, cOff + 7 * W);
    }

    private static void vectors2(
            int k,
            float[] a,
            int aOff,
            int aStep,
            float[] b,
            int bOff,
            int ldb,
            float[] init,
            int initOff,
            float[] c,
            int cOff) {
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + W);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(F, a[aOff + p * aStep]);
            int at = bOff + p * ldb;
            s0 = FloatVector.fromArray(F, b, at).fma(x, s0);
            s1 = FloatVector.fromArray(F, b, at + W).fma(x, s1);
        }
        s0.add(0f).intoArray(c, cOff);
        s1.add(0f).intoArray(c, cOff + W);
    }
}
