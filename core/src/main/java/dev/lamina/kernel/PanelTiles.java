package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of C as {@link RowTiles}, but of columns of A, packed as {@code [k][rows]}. */
final class PanelTiles {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final long VECTOR = PanelMemory.VECTOR;

    private PanelTiles() {}

    /** Computes a tile of so many rows, {@link TileRows#TALL} or {@link TileRows#LOW}, as wide as tiles are on this machine. */
    static void run(int rows, int k, float[] a, int aOff, int panel, int init, float[] c, int cOff, int ldc) {
        if (TileRows.COLUMNS == 4 * W) {
            if (rows == TileRows.TALL) {
                rows6x4(k, a, aOff, panel, init, c, cOff, ldc);
            } else {
                rows4x4(k, a, aOff, panel, init, c, cOff, ldc);
            }
        } else if (rows == TileRows.TALL) {
            rows6x2(k, a, aOff, panel, init, c, cOff, ldc);
        } else {
            rows4x2(k, a, aOff, panel, init, c, cOff, ldc);
        }
    }

    static void rows6x4(int k, float[] a, int aOff, int panel, int init, float[] c, int cOff, int ldc) {
        if (k == 0) {
            return;
        }
        long from = init & PanelMemory.SLOT_MASK;
        FloatVector s0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from, PanelMemory.ORDER);
        FloatVector t0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + VECTOR, PanelMemory.ORDER);
        FloatVector u0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 2 * VECTOR, PanelMemory.ORDER);
        FloatVector v0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 3 * VECTOR, PanelMemory.ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 4 * VECTOR, PanelMemory.ORDER);
        FloatVector t1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 5 * VECTOR, PanelMemory.ORDER);
        FloatVector u1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 6 * VECTOR, PanelMemory.ORDER);
        FloatVector v1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 7 * VECTOR, PanelMemory.ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 8 * VECTOR, PanelMemory.ORDER);
        FloatVector t2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 9 * VECTOR, PanelMemory.ORDER);
        FloatVector u2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 10 * VECTOR, PanelMemory.ORDER);
        FloatVector v2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 11 * VECTOR, PanelMemory.ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 12 * VECTOR, PanelMemory.ORDER);
        FloatVector t3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 13 * VECTOR, PanelMemory.ORDER);
        FloatVector u3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 14 * VECTOR, PanelMemory.ORDER);
        FloatVector v3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 15 * VECTOR, PanelMemory.ORDER);
        FloatVector s4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 16 * VECTOR, PanelMemory.ORDER);
        FloatVector t4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 17 * VECTOR, PanelMemory.ORDER);
        FloatVector u4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 18 * VECTOR, PanelMemory.ORDER);
        FloatVector v4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 19 * VECTOR, PanelMemory.ORDER);
        FloatVector s5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 20 * VECTOR, PanelMemory.ORDER);
        FloatVector t5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 21 * VECTOR, PanelMemory.ORDER);
        FloatVector u5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 22 * VECTOR, PanelMemory.ORDER);
        FloatVector v5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 23 * VECTOR, PanelMemory.ORDER);
        long b = panel & DensePanels.MASK;
        long row = 0;
        int p = aOff;
        for (int i = 0; i < k; i++) {
            long at = b + (row & DensePanels.ROW_MASK);
            row += 4 * VECTOR;
            FloatVector w = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at, PanelMemory.ORDER);
            FloatVector x = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + VECTOR, PanelMemory.ORDER);
            FloatVector y = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 2 * VECTOR, PanelMemory.ORDER);
            FloatVector z = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 3 * VECTOR, PanelMemory.ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            u0 = a0.fma(y, u0);
            v0 = a0.fma(z, v0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + 1]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            u1 = a1.fma(y, u1);
            v1 = a1.fma(z, v1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            u2 = a2.fma(y, u2);
            v2 = a2.fma(z, v2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            u3 = a3.fma(y, u3);
            v3 = a3.fma(z, v3);
            FloatVector a4 = FloatVector.broadcast(F, a[p + 4]);
            s4 = a4.fma(w, s4);
            t4 = a4.fma(x, t4);
            u4 = a4.fma(y, u4);
            v4 = a4.fma(z, v4);
            FloatVector a5 = FloatVector.broadcast(F, a[p + 5]);
            s5 = a5.fma(w, s5);
            t5 = a5.fma(x, t5);
            u5 = a5.fma(y, u5);
            v5 = a5.fma(z, v5);
            p += 6;
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
        s4.add(0f).intoArray(c, cOff + 4 * ldc);
        t4.add(0f).intoArray(c, cOff + 4 * ldc + W);
        u4.add(0f).intoArray(c, cOff + 4 * ldc + 2 * W);
        v4.add(0f).intoArray(c, cOff + 4 * ldc + 3 * W);
        s5.add(0f).intoArray(c, cOff + 5 * ldc);
        t5.add(0f).intoArray(c, cOff + 5 * ldc + W);
        u5.add(0f).intoArray(c, cOff + 5 * ldc + 2 * W);
        v5.add(0f).intoArray(c, cOff + 5 * ldc + 3 * W);
    }

    static void rows4x4(int k, float[] a, int aOff, int panel, int init, float[] c, int cOff, int ldc) {
        if (k == 0) {
            return;
        }
        long from = init & PanelMemory.SLOT_MASK;
        FloatVector s0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from, PanelMemory.ORDER);
        FloatVector t0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + VECTOR, PanelMemory.ORDER);
        FloatVector u0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 2 * VECTOR, PanelMemory.ORDER);
        FloatVector v0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 3 * VECTOR, PanelMemory.ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 4 * VECTOR, PanelMemory.ORDER);
        FloatVector t1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 5 * VECTOR, PanelMemory.ORDER);
        FloatVector u1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 6 * VECTOR, PanelMemory.ORDER);
        FloatVector v1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 7 * VECTOR, PanelMemory.ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 8 * VECTOR, PanelMemory.ORDER);
        FloatVector t2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 9 * VECTOR, PanelMemory.ORDER);
        FloatVector u2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 10 * VECTOR, PanelMemory.ORDER);
        FloatVector v2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 11 * VECTOR, PanelMemory.ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 12 * VECTOR, PanelMemory.ORDER);
        FloatVector t3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 13 * VECTOR, PanelMemory.ORDER);
        FloatVector u3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 14 * VECTOR, PanelMemory.ORDER);
        FloatVector v3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 15 * VECTOR, PanelMemory.ORDER);
        long b = panel & DensePanels.MASK;
        long row = 0;
        int p = aOff;
        for (int i = 0; i < k; i++) {
            long at = b + (row & DensePanels.ROW_MASK);
            row += 4 * VECTOR;
            FloatVector w = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at, PanelMemory.ORDER);
            FloatVector x = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + VECTOR, PanelMemory.ORDER);
            FloatVector y = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 2 * VECTOR, PanelMemory.ORDER);
            FloatVector z = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 3 * VECTOR, PanelMemory.ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            u0 = a0.fma(y, u0);
            v0 = a0.fma(z, v0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + 1]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            u1 = a1.fma(y, u1);
            v1 = a1.fma(z, v1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            u2 = a2.fma(y, u2);
            v2 = a2.fma(z, v2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            u3 = a3.fma(y, u3);
            v3 = a3.fma(z, v3);
            p += 4;
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

    static void rows6x2(int k, float[] a, int aOff, int panel, int init, float[] c, int cOff, int ldc) {
        if (k == 0) {
            return;
        }
        long from = init & PanelMemory.SLOT_MASK;
        FloatVector s0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from, PanelMemory.ORDER);
        FloatVector t0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + VECTOR, PanelMemory.ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 2 * VECTOR, PanelMemory.ORDER);
        FloatVector t1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 3 * VECTOR, PanelMemory.ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 4 * VECTOR, PanelMemory.ORDER);
        FloatVector t2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 5 * VECTOR, PanelMemory.ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 6 * VECTOR, PanelMemory.ORDER);
        FloatVector t3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 7 * VECTOR, PanelMemory.ORDER);
        FloatVector s4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 8 * VECTOR, PanelMemory.ORDER);
        FloatVector t4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 9 * VECTOR, PanelMemory.ORDER);
        FloatVector s5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 10 * VECTOR, PanelMemory.ORDER);
        FloatVector t5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 11 * VECTOR, PanelMemory.ORDER);
        int q = (int) ((panel & DensePanels.MASK) / Float.BYTES);
        int end = aOff + 6 * k;
        for (int p = aOff; p < end; p += 12) {
            long at = (long) q * Float.BYTES;
            FloatVector w = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at, PanelMemory.ORDER);
            FloatVector x = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + VECTOR, PanelMemory.ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + 1]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            FloatVector a4 = FloatVector.broadcast(F, a[p + 4]);
            s4 = a4.fma(w, s4);
            t4 = a4.fma(x, t4);
            FloatVector a5 = FloatVector.broadcast(F, a[p + 5]);
            s5 = a5.fma(w, s5);
            t5 = a5.fma(x, t5);
            FloatVector y = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 2 * VECTOR, PanelMemory.ORDER);
            FloatVector z = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 3 * VECTOR, PanelMemory.ORDER);
            FloatVector b0 = FloatVector.broadcast(F, a[p + 6]);
            s0 = b0.fma(y, s0);
            t0 = b0.fma(z, t0);
            FloatVector b1 = FloatVector.broadcast(F, a[p + 7]);
            s1 = b1.fma(y, s1);
            t1 = b1.fma(z, t1);
            FloatVector b2 = FloatVector.broadcast(F, a[p + 8]);
            s2 = b2.fma(y, s2);
            t2 = b2.fma(z, t2);
            FloatVector b3 = FloatVector.broadcast(F, a[p + 9]);
            s3 = b3.fma(y, s3);
            t3 = b3.fma(z, t3);
            FloatVector b4 = FloatVector.broadcast(F, a[p + 10]);
            s4 = b4.fma(y, s4);
            t4 = b4.fma(z, t4);
            FloatVector b5 = FloatVector.broadcast(F, a[p + 11]);
            s5 = b5.fma(y, s5);
            t5 = b5.fma(z, t5);
            q += 4 * W;
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

    static void rows4x2(int k, float[] a, int aOff, int panel, int init, float[] c, int cOff, int ldc) {
        if (k == 0) {
            return;
        }
        long from = init & PanelMemory.SLOT_MASK;
        FloatVector s0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from, PanelMemory.ORDER);
        FloatVector t0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + VECTOR, PanelMemory.ORDER);
        FloatVector s1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 2 * VECTOR, PanelMemory.ORDER);
        FloatVector t1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 3 * VECTOR, PanelMemory.ORDER);
        FloatVector s2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 4 * VECTOR, PanelMemory.ORDER);
        FloatVector t2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 5 * VECTOR, PanelMemory.ORDER);
        FloatVector s3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 6 * VECTOR, PanelMemory.ORDER);
        FloatVector t3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, from + 7 * VECTOR, PanelMemory.ORDER);
        int q = (int) ((panel & DensePanels.MASK) / Float.BYTES);
        int end = aOff + 4 * k;
        for (int p = aOff; p < end; p += 8) {
            long at = (long) q * Float.BYTES;
            FloatVector w = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at, PanelMemory.ORDER);
            FloatVector x = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + VECTOR, PanelMemory.ORDER);
            FloatVector a0 = FloatVector.broadcast(F, a[p]);
            s0 = a0.fma(w, s0);
            t0 = a0.fma(x, t0);
            FloatVector a1 = FloatVector.broadcast(F, a[p + 1]);
            s1 = a1.fma(w, s1);
            t1 = a1.fma(x, t1);
            FloatVector a2 = FloatVector.broadcast(F, a[p + 2]);
            s2 = a2.fma(w, s2);
            t2 = a2.fma(x, t2);
            FloatVector a3 = FloatVector.broadcast(F, a[p + 3]);
            s3 = a3.fma(w, s3);
            t3 = a3.fma(x, t3);
            FloatVector y = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 2 * VECTOR, PanelMemory.ORDER);
            FloatVector z = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, at + 3 * VECTOR, PanelMemory.ORDER);
            FloatVector b0 = FloatVector.broadcast(F, a[p + 4]);
            s0 = b0.fma(y, s0);
            t0 = b0.fma(z, t0);
            FloatVector b1 = FloatVector.broadcast(F, a[p + 5]);
            s1 = b1.fma(y, s1);
            t1 = b1.fma(z, t1);
            FloatVector b2 = FloatVector.broadcast(F, a[p + 6]);
            s2 = b2.fma(y, s2);
            t2 = b2.fma(z, t2);
            FloatVector b3 = FloatVector.broadcast(F, a[p + 7]);
            s3 = b3.fma(y, s3);
            t3 = b3.fma(z, t3);
            q += 4 * W;
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
