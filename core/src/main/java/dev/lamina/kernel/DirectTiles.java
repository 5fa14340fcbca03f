package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of C as {@link RowTiles}, but of a B that is read where it lies, its rows {@code ldb} apart: for few rows of A, for which packing B would take as
 * long as the product.
 */
final class DirectTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private DirectTiles() {}

    /** Computes a tile of {@link TileRows#LOW} rows, as wide as tiles are on this machine. */
    static void run(
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            int ldb,
            float[] init,
            int initOff,
            int initLd,
            float[] c,
            int cOff,
            int ldc) {
        if (TileRows.COLUMNS == 4 * W) {
            rows4x4(k, a, aOff, b, bOff, ldb, init, initOff, initLd, c, cOff, ldc);
        } else {
            rows4x2(k, a, aOff, b, bOff, ldb, init, initOff, initLd, c, cOff, ldc);
        }
    }

    static void rows4x4(
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            int ldb,
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
        FloatVector t0 = FloatVector.fromArray(F, init, initOff + W);
        FloatVector u0 = FloatVector.fromArray(F, init, initOff + 2 * W);
        FloatVector v0 = FloatVector.fromArray(F, init, initOff + 3 * W);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + initLd);
        FloatVector t1 = FloatVector.fromArray(F, init, initOff + initLd + W);
        FloatVector u1 = FloatVector.fromArray(F, init, initOff + initLd + 2 * W);
        FloatVector v1 = FloatVector.fromArray(F, init, initOff + initLd + 3 * W);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * initLd);
        FloatVector t2 = FloatVector.fromArray(F, init, initOff + 2 * initLd + W);
        FloatVector u2 = FloatVector.fromArray(F, init, initOff + 2 * initLd + 2 * W);
        FloatVector v2 = FloatVector.fromArray(F, init, initOff + 2 * initLd + 3 * W);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * initLd);
        FloatVector t3 = FloatVector.fromArray(F, init, initOff + 3 * initLd + W);
        FloatVector u3 = FloatVector.fromArray(F, init, initOff + 3 * initLd + 2 * W);
        FloatVector v3 = FloatVector.fromArray(F, init, initOff + 3 * initLd + 3 * W);
        int at = bOff;
        int end = aOff + k;
        for (int p = aOff; p < end; p++) {
            FloatVector w = FloatVector.fromArray(F, b, at);
            FloatVector x = FloatVector.fromArray(F, b, at + W);
            FloatVector y = FloatVector.fromArray(F, b, at + 2 * W);
            FloatVector z = FloatVector.fromArray(F, b, at + 3 * W);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            u0 = a0.fma(y, u0);
            v0 = a0.fma(z, v0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + RowTiles.LD]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            u1 = a1.fma(y, u1);
            v1 = a1.fma(z, v1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2 * RowTiles.LD]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            u2 = a2.fma(y, u2);
            v2 = a2.fma(z, v2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3 * RowTiles.LD]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            u3 = a3.fma(y, u3);
            v3 = a3.fma(z, v3);
            at += ldb;
        }
        s0.add(0f).intoArray(c, cOff);
        t0.add(0f).intoArray(c, cOff + W);
        u0.add(0f).intoArray(c, cOff + 2 * W);
        v0.add(0f).intoArray(c, cOff + 3 * W);
        s1.add(0f).intoArray(c, cOff + ldc);
        t1.add(0f).intoArray(c, cOff + ldc + W);
        u1.add(0f).intoArray(c, cOff + ldc + 2 * W);
        v1.add(0f).intoArray(c, cOff + ldc + 3 * W);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        t2.add(0f).intoArray(c, cOff + 2 * ldc + W);
        u2.add(0f).intoArray(c, cOff + 2 * ldc + 2 * W);
        v2.add(0f).intoArray(c, cOff + 2 * ldc + 3 * W);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        t3.add(0f).intoArray(c, cOff + 3 * ldc + W);
        u3.add(0f).intoArray(c, cOff + 3 * ldc + 2 * W);
        v3.add(0f).intoArray(c, cOff + 3 * ldc + 3 * W);
    }

    static void rows4x2(
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            int ldb,
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
        FloatVector t0 = FloatVector.fromArray(F, init, initOff + W);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + initLd);
        FloatVector t1 = FloatVector.fromArray(F, init, initOff + initLd + W);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * initLd);
        FloatVector t2 = FloatVector.fromArray(F, init, initOff + 2 * initLd + W);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * initLd);
        FloatVector t3 = FloatVector.fromArray(F, init, initOff + 3 * initLd + W);
        int at = bOff;
        int end = aOff + k;
        for (int p = aOff; p < end; p++) {
            FloatVector w = FloatVector.fromArray(F, b, at);
            FloatVector x = FloatVector.fromArray(F, b, at + W);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + RowTiles.LD]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2 * RowTiles.LD]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3 * RowTiles.LD]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            at += ldb;
        }
        s0.add(0f).intoArray(c, cOff);
        t0.add(0f).intoArray(c, cOff + W);
        s1.add(0f).intoArray(c, cOff + ldc);
        t1.add(0f).intoArray(c, cOff + ldc + W);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        t2.add(0f).intoArray(c, cOff + 2 * ldc + W);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        t3.add(0f).intoArray(c, cOff + 3 * ldc + W);
    }
}
