package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of C one vector wide, for a C with few columns, as a layer of ten classes has. The rest is as
 * in {@link RowTiles}.
 */
final class NarrowTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private NarrowTiles() {}

    /** Of rows of A packed as {@link RowTiles} has them. */
    static void rows12(
            int k, float[] packed, int a, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
        if (k == 0) {
            return;
        }
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + initLd);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * initLd);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * initLd);
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * initLd);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * initLd);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * initLd);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * initLd);
        FloatVector s8 = FloatVector.fromArray(F, init, initOff + 8 * initLd);
        FloatVector s9 = FloatVector.fromArray(F, init, initOff + 9 * initLd);
        FloatVector s10 = FloatVector.fromArray(F, init, initOff + 10 * initLd);
        FloatVector s11 = FloatVector.fromArray(F, init, initOff + 11 * initLd);
        for (int p = 0; p < k; p++) {
            FloatVector u = FloatVector.fromArray(F, packed, p * W);
            s0 = FloatVector.broadcast(F, packed[a + p]).fma(u, s0);
            s1 = FloatVector.broadcast(F, packed[a + p + RowTiles.LD]).fma(u, s1);
            s2 = FloatVector.broadcast(F, packed[a + p + 2 * RowTiles.LD]).fma(u, s2);
            s3 = FloatVector.broadcast(F, packed[a + p + 3 * RowTiles.LD]).fma(u, s3);
            s4 = FloatVector.broadcast(F, packed[a + p + 4 * RowTiles.LD]).fma(u, s4);
            s5 = FloatVector.broadcast(F, packed[a + p + 5 * RowTiles.LD]).fma(u, s5);
            s6 = FloatVector.broadcast(F, packed[a + p + 6 * RowTiles.LD]).fma(u, s6);
            s7 = FloatVector.broadcast(F, packed[a + p + 7 * RowTiles.LD]).fma(u, s7);
            s8 = FloatVector.broadcast(F, packed[a + p + 8 * RowTiles.LD]).fma(u, s8);
            s9 = FloatVector.broadcast(F, packed[a + p + 9 * RowTiles.LD]).fma(u, s9);
            s10 = FloatVector.broadcast(F, packed[a + p + 10 * RowTiles.LD]).fma(u, s10);
            s11 = FloatVector.broadcast(F, packed[a + p + 11 * RowTiles.LD]).fma(u, s11);
        }
        s0.add(0f).intoArray(c, cOff);
        s1.add(0f).intoArray(c, cOff + ldc);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        s6.add(0f).intoArray(c, cOff + 6 * ldc);
        s7.add(0f).intoArray(c, cOff + 7 * ldc);
        s8.add(0f).intoArray(c, cOff + 8 * ldc);
        s9.add(0f).intoArray(c, cOff + 9 * ldc);
        s10.add(0f).intoArray(c, cOff + 10 * ldc);
        s11.add(0f).intoArray(c, cOff + 11 * ldc);
    }

    /** Of an A that lies column by column, {@code lda} apart, at {@code aOff} of {@code a}. */
    static void columns12(
            int k,
            float[] packed,
            float[] a,
            int aOff,
            int lda,
            float[] init,
            int initOff,
            int initLd,
            float[] c,
            int cOff,
            int ldc) {
        if (k == 0) {
            return;
        }
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + initLd);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * initLd);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * initLd);
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * initLd);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * initLd);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * initLd);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * initLd);
        FloatVector s8 = FloatVector.fromArray(F, init, initOff + 8 * initLd);
        FloatVector s9 = FloatVector.fromArray(F, init, initOff + 9 * initLd);
        FloatVector s10 = FloatVector.fromArray(F, init, initOff + 10 * initLd);
        FloatVector s11 = FloatVector.fromArray(F, init, initOff + 11 * initLd);
        for (int p = 0; p < k; p++) {
            FloatVector u = FloatVector.fromArray(F, packed, p * W);
            int at = aOff + p * lda;
            s0 = FloatVector.broadcast(F, a[at]).fma(u, s0);
            s1 = FloatVector.broadcast(F, a[at + 1]).fma(u, s1);
            s2 = FloatVector.broadcast(F, a[at + 2]).fma(u, s2);
            s3 = FloatVector.broadcast(F, a[at + 3]).fma(u, s3);
            s4 = FloatVector.broadcast(F, a[at + 4]).fma(u, s4);
            s5 = FloatVector.broadcast(F, a[at + 5]).fma(u, s5);
            s6 = FloatVector.broadcast(F, a[at + 6]).fma(u, s6);
            s7 = FloatVector.broadcast(F, a[at + 7]).fma(u, s7);
            s8 = FloatVector.broadcast(F, a[at + 8]).fma(u, s8);
            s9 = FloatVector.broadcast(F, a[at + 9]).fma(u, s9);
            s10 = FloatVector.broadcast(F, a[at + 10]).fma(u, s10);
            s11 = FloatVector.broadcast(F, a[at + 11]).fma(u, s11);
        }
        s0.add(0f).intoArray(c, cOff);
        s1.add(0f).intoArray(c, cOff + ldc);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        s6.add(0f).intoArray(c, cOff + 6 * ldc);
        s7.add(0f).intoArray(c, cOff + 7 * ldc);
        s8.add(0f).intoArray(c, cOff + 8 * ldc);
        s9.add(0f).intoArray(c, cOff + 9 * ldc);
        s10.add(0f).intoArray(c, cOff + 10 * ldc);
        s11.add(0f).intoArray(c, cOff + 11 * ldc);
    }
}
