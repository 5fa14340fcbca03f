package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile of {@link EarlyGemm}, small as the compiler is to be done with it soon: 4 rows of A as {@link RowTiles} reads them, times a panel of B in
 * an array, two vectors wide.
 *
 * <p>What it reads of B moves with the loop by a constant: by a distance of its own, which the compiler takes
 * for seldom used as nearly all calls of the warm-up are empty, a step took a third longer.
 */
final class EarlyTile {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final int LD = TileForm.LD;

    static final int ROWS = 4;

    /** The columns of the tile, and the distance of the rows of B. */
    static final int COLUMNS = 2 * W;

    private EarlyTile() {}

    /** Computes a tile. */
    static void run(
            int k,
            float[] a,
            int aOff,
            float[] b,
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
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.fromArray(F, b, p * COLUMNS);
            FloatVector y = FloatVector.fromArray(F, b, p * COLUMNS + W);
            FloatVector a0 = FloatVector.broadcast(F, a[aOff + p]);
            s0 = a0.fma(x, s0);
            t0 = a0.fma(y, t0);
            FloatVector a1 = FloatVector.broadcast(F, a[aOff + p + LD]);
            s1 = a1.fma(x, s1);
            t1 = a1.fma(y, t1);
            FloatVector a2 = FloatVector.broadcast(F, a[aOff + p + 2 * LD]);
            s2 = a2.fma(x, s2);
            t2 = a2.fma(y, t2);
            FloatVector a3 = FloatVector.broadcast(F, a[aOff + p + 3 * LD]);
            s3 = a3.fma(x, s3);
            t3 = a3.fma(y, t3);
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
