package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of C eight vectors wide, of rows of op(A) given as lists of what is not 0 in them. Each number of a list is multiplied with one row
 * of a panel of op(B) in {@link PanelMemory}.
 *
 * <p>A row of C stays in named locals meanwhile. Each element is one chain of FMAs over ascending k that starts from {@code init}, which is C itself,
 * or zeros with a row stride of 0.
 */
final class SparseTile {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final long VECTOR = (long) W * Float.BYTES;

    private SparseTile() {}

    /**
     * Computes rows of C.
     *
     * @param steps where in a panel the rows of op(B) lie that {@code values} are multiplied with
     * @param ends where the list of each row ends; that of the first begins with 0
     * @param panel where the panel lies
     */
    static void rows(
            int[] steps,
            float[] values,
            int[] ends,
            int rows,
            int panel,
            float[] init,
            int initOff,
            int initLd,
            float[] c,
            int cOff,
            int ldc) {
        int at = 0;
        for (int i = 0; i < rows; i++) {
            row(steps, values, at, ends[i], panel, init, initOff + i * initLd, c, cOff + i * ldc);
            at = ends[i];
        }
    }

    private static void row(
            int[] steps, float[] values, int from, int to, int panel, float[] init, int initOff, float[] c, int cOff) {
        FloatVector s0 = FloatVector.fromArray(F, init, initOff);
        FloatVector s1 = FloatVector.fromArray(F, init, initOff + W);
        FloatVector s2 = FloatVector.fromArray(F, init, initOff + 2 * W);
        FloatVector s3 = FloatVector.fromArray(F, init, initOff + 3 * W);
        FloatVector s4 = FloatVector.fromArray(F, init, initOff + 4 * W);
        FloatVector s5 = FloatVector.fromArray(F, init, initOff + 5 * W);
        FloatVector s6 = FloatVector.fromArray(F, init, initOff + 6 * W);
        FloatVector s7 = FloatVector.fromArray(F, init, initOff + 7 * W);
        for (int t = from; t < to; t++) {
            FloatVector x = FloatVector.broadcast(F, values[t]);
            long b = (panel & PanelMemory.PANEL_MASK) + (steps[t] & PanelMemory.ROW_MASK);
            s0 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b, PanelMemory.ORDER)
                    .fma(x, s0);
            s1 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + VECTOR, PanelMemory.ORDER)
                    .fma(x, s1);
            s2 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 2 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s2);
            s3 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 3 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s3);
            s4 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 4 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s4);
            s5 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 5 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s5);
            s6 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 6 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s6);
            s7 = FloatVector.fromMemorySegment(F, PanelMemory.MEMORY, b + 7 * VECTOR, PanelMemory.ORDER)
                    .fma(x, s7);
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
}
