package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of C two vectors wide. Packed lie a panel of B, {@code [k][2 * W]}, from {@code b} on and the
 * tile's rows of A, {@code [k][rows]}, from {@code a} on.
 *
 * <p>A tile stays in named locals, which the compiler keeps in registers (it would not do so with an
 * array), and its loop has a method of its own, so that nothing else competes for them: 12 or 8 rows
 * for machines with 32 vector registers, 6 for those with 16. That A and B lie in one array
 * spares general registers: one too few and the compiler keeps an address in a vector register,
 * which costs a fifth of the speed. Each element is one chain of FMAs over ascending k that starts from
 * {@code init}, which is C itself, or zeros with a row stride of 0. Without a step of k nothing is done, as {@link WarmUp} wants it.
 */
final class PanelTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private PanelTiles() {}

    static void rows12(
            int k, float[] packed, int b, int a, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
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
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * initLd);
        FloatVector t4 = FloatVector.fromArray(F, init, initOff + 4 * initLd + W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * initLd);
        FloatVector t5 = FloatVector.fromArray(F, init, initOff + 5 * initLd + W);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * initLd);
        FloatVector t6 = FloatVector.fromArray(F, init, initOff + 6 * initLd + W);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * initLd);
        FloatVector t7 = FloatVector.fromArray(F, init, initOff + 7 * initLd + W);
        FloatVector s8 = FloatVector.fromArray(F, init, initOff + 8 * initLd);
        FloatVector t8 = FloatVector.fromArray(F, init, initOff + 8 * initLd + W);
        FloatVector s9 = FloatVector.fromArray(F, init, initOff + 9 * initLd);
        FloatVector t9 = FloatVector.fromArray(F, init, initOff + 9 * initLd + W);
        FloatVector s10 = FloatVector.fromArray(F, init, initOff + 10 * initLd);
        FloatVector t10 = FloatVector.fromArray(F, init, initOff + 10 * initLd + W);
        FloatVector s11 = FloatVector.fromArray(F, init, initOff + 11 * initLd);
        FloatVector t11 = FloatVector.fromArray(F, init, initOff + 11 * initLd + W);
        for (int p = 0; p < k; p++) {
            FloatVector u = FloatVector.fromArray(F, packed, b + p * 2 * W);
            FloatVector v = FloatVector.fromArray(F, packed, b + p * 2 * W + W);
            FloatVector a0 = FloatVector.broadcast(F, packed[a + p * 12]);
            s0 = a0.fma(u, s0);
            t0 = a0.fma(v, t0);
            FloatVector a1 = FloatVector.broadcast(F, packed[a + p * 12 + 1]);
            s1 = a1.fma(u, s1);
            t1 = a1.fma(v, t1);
            FloatVector a2 = FloatVector.broadcast(F, packed[a + p * 12 + 2]);
            s2 = a2.fma(u, s2);
            t2 = a2.fma(v, t2);
            FloatVector a3 = FloatVector.broadcast(F, packed[a + p * 12 + 3]);
            s3 = a3.fma(u, s3);
            t3 = a3.fma(v, t3);
            FloatVector a4 = FloatVector.broadcast(F, packed[a + p * 12 + 4]);
            s4 = a4.fma(u, s4);
            t4 = a4.fma(v, t4);
            FloatVector a5 = FloatVector.broadcast(F, packed[a + p * 12 + 5]);
            s5 = a5.fma(u, s5);
            t5 = a5.fma(v, t5);
            FloatVector a6 = FloatVector.broadcast(F, packed[a + p * 12 + 6]);
            s6 = a6.fma(u, s6);
            t6 = a6.fma(v, t6);
            FloatVector a7 = FloatVector.broadcast(F, packed[a + p * 12 + 7]);
            s7 = a7.fma(u, s7);
            t7 = a7.fma(v, t7);
            FloatVector a8 = FloatVector.broadcast(F, packed[a + p * 12 + 8]);
            s8 = a8.fma(u, s8);
            t8 = a8.fma(v, t8);
            FloatVector a9 = FloatVector.broadcast(F, packed[a + p * 12 + 9]);
            s9 = a9.fma(u, s9);
            t9 = a9.fma(v, t9);
            FloatVector a10 = FloatVector.broadcast(F, packed[a + p * 12 + 10]);
            s10 = a10.fma(u, s10);
            t10 = a10.fma(v, t10);
            FloatVector a11 = FloatVector.broadcast(F, packed[a + p * 12 + 11]);
            s11 = a11.fma(u, s11);
            t11 = a11.fma(v, t11);
        }
        s0.add(0f).intoArray(c, cOff);
        t0.add(0f).intoArray(c, cOff + W);
        s1.add(0f).intoArray(c, cOff + ldc);
        t1.add(0f).intoArray(c, cOff + ldc + W);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        t2.add(0f).intoArray(c, cOff + 2 * ldc + W);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        t3.add(0f).intoArray(c, cOff + 3 * ldc + W);
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        t4.add(0f).intoArray(c, cOff + 4 * ldc + W);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        t5.add(0f).intoArray(c, cOff + 5 * ldc + W);
        s6.add(0f).intoArray(c, cOff + 6 * ldc);
        t6.add(0f).intoArray(c, cOff + 6 * ldc + W);
        s7.add(0f).intoArray(c, cOff + 7 * ldc);
        t7.add(0f).intoArray(c, cOff + 7 * ldc + W);
        s8.add(0f).intoArray(c, cOff + 8 * ldc);
        t8.add(0f).intoArray(c, cOff + 8 * ldc + W);
        s9.add(0f).intoArray(c, cOff + 9 * ldc);
        t9.add(0f).intoArray(c, cOff + 9 * ldc + W);
        s10.add(0f).intoArray(c, cOff + 10 * ldc);
        t10.add(0f).intoArray(c, cOff + 10 * ldc + W);
        s11.add(0f).intoArray(c, cOff + 11 * ldc);
        t11.add(0f).intoArray(c, cOff + 11 * ldc + W);
    }

    static void rows8(
            int k, float[] packed, int b, int a, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
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
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * initLd);
        FloatVector t4 = FloatVector.fromArray(F, init, initOff + 4 * initLd + W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * initLd);
        FloatVector t5 = FloatVector.fromArray(F, init, initOff + 5 * initLd + W);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * initLd);
        FloatVector t6 = FloatVector.fromArray(F, init, initOff + 6 * initLd + W);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * initLd);
        FloatVector t7 = FloatVector.fromArray(F, init, initOff + 7 * initLd + W);
        for (int p = 0; p < k; p++) {
            FloatVector u = FloatVector.fromArray(F, packed, b + p * 2 * W);
            FloatVector v = FloatVector.fromArray(F, packed, b + p * 2 * W + W);
            FloatVector a0 = FloatVector.broadcast(F, packed[a + p * 8]);
            s0 = a0.fma(u, s0);
            t0 = a0.fma(v, t0);
            FloatVector a1 = FloatVector.broadcast(F, packed[a + p * 8 + 1]);
            s1 = a1.fma(u, s1);
            t1 = a1.fma(v, t1);
            FloatVector a2 = FloatVector.broadcast(F, packed[a + p * 8 + 2]);
            s2 = a2.fma(u, s2);
            t2 = a2.fma(v, t2);
            FloatVector a3 = FloatVector.broadcast(F, packed[a + p * 8 + 3]);
            s3 = a3.fma(u, s3);
            t3 = a3.fma(v, t3);
            FloatVector a4 = FloatVector.broadcast(F, packed[a + p * 8 + 4]);
            s4 = a4.fma(u, s4);
            t4 = a4.fma(v, t4);
            FloatVector a5 = FloatVector.broadcast(F, packed[a + p * 8 + 5]);
            s5 = a5.fma(u, s5);
            t5 = a5.fma(v, t5);
            FloatVector a6 = FloatVector.broadcast(F, packed[a + p * 8 + 6]);
            s6 = a6.fma(u, s6);
            t6 = a6.fma(v, t6);
            FloatVector a7 = FloatVector.broadcast(F, packed[a + p * 8 + 7]);
            s7 = a7.fma(u, s7);
            t7 = a7.fma(v, t7);
        }
        s0.add(0f).intoArray(c, cOff);
        t0.add(0f).intoArray(c, cOff + W);
        s1.add(0f).intoArray(c, cOff + ldc);
        t1.add(0f).intoArray(c, cOff + ldc + W);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        t2.add(0f).intoArray(c, cOff + 2 * ldc + W);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        t3.add(0f).intoArray(c, cOff + 3 * ldc + W);
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        t4.add(0f).intoArray(c, cOff + 4 * ldc + W);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        t5.add(0f).intoArray(c, cOff + 5 * ldc + W);
        s6.add(0f).intoArray(c, cOff + 6 * ldc);
        t6.add(0f).intoArray(c, cOff + 6 * ldc + W);
        s7.add(0f).intoArray(c, cOff + 7 * ldc);
        t7.add(0f).intoArray(c, cOff + 7 * ldc + W);
    }

    static void rows6(
            int k, float[] packed, int b, int a, float[] init, int initOff, int initLd, float[] c, int cOff, int ldc) {
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
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * initLd);
        FloatVector t4 = FloatVector.fromArray(F, init, initOff + 4 * initLd + W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * initLd);
        FloatVector t5 = FloatVector.fromArray(F, init, initOff + 5 * initLd + W);
        for (int p = 0; p < k; p++) {
            FloatVector u = FloatVector.fromArray(F, packed, b + p * 2 * W);
            FloatVector v = FloatVector.fromArray(F, packed, b + p * 2 * W + W);
            FloatVector a0 = FloatVector.broadcast(F, packed[a + p * 6]);
            s0 = a0.fma(u, s0);
            t0 = a0.fma(v, t0);
            FloatVector a1 = FloatVector.broadcast(F, packed[a + p * 6 + 1]);
            s1 = a1.fma(u, s1);
            t1 = a1.fma(v, t1);
            FloatVector a2 = FloatVector.broadcast(F, packed[a + p * 6 + 2]);
            s2 = a2.fma(u, s2);
            t2 = a2.fma(v, t2);
            FloatVector a3 = FloatVector.broadcast(F, packed[a + p * 6 + 3]);
            s3 = a3.fma(u, s3);
            t3 = a3.fma(v, t3);
            FloatVector a4 = FloatVector.broadcast(F, packed[a + p * 6 + 4]);
            s4 = a4.fma(u, s4);
            t4 = a4.fma(v, t4);
            FloatVector a5 = FloatVector.broadcast(F, packed[a + p * 6 + 5]);
            s5 = a5.fma(u, s5);
            t5 = a5.fma(v, t5);
        }
        s0.add(0f).intoArray(c, cOff);
        t0.add(0f).intoArray(c, cOff + W);
        s1.add(0f).intoArray(c, cOff + ldc);
        t1.add(0f).intoArray(c, cOff + ldc + W);
        s2.add(0f).intoArray(c, cOff + 2 * ldc);
        t2.add(0f).intoArray(c, cOff + 2 * ldc + W);
        s3.add(0f).intoArray(c, cOff + 3 * ldc);
        t3.add(0f).intoArray(c, cOff + 3 * ldc + W);
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        t4.add(0f).intoArray(c, cOff + 4 * ldc + W);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        t5.add(0f).intoArray(c, cOff + 5 * ldc + W);
    }
}
