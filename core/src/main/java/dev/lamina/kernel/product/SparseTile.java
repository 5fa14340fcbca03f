package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of C eight vectors wide, of rows of op(A) given as lists of what is not 0 in them. Each number of a list is multiplied with one row
 * of a panel of op(B) in {@link AlignedMemory}.
 *
 * <p>A row of C stays in named locals meanwhile. Each element is one chain of FMAs over ascending k that starts from {@code init}, which is C itself,
 * or zeros with a row stride of 0.
 */
final class SparseTile {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final long VECTOR = AlignedMemory.VECTOR;

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
            int from = initOff + i * initLd;
            int to = cOff + i * ldc;
            FloatVector s0 = FloatVector.fromArray(F, init, from);
            FloatVector s1 = FloatVector.fromArray(F, init, from + W);
            FloatVector s2 = FloatVector.fromArray(F, init, from + 2 * W);
            FloatVector s3 = FloatVector.fromArray(F, init, from + 3 * W);
            FloatVector s4 = FloatVector.fromArray(F, init, from + 4 * W);
            FloatVector s5 = FloatVector.fromArray(F, init, from + 5 * W);
            FloatVector s6 = FloatVector.fromArray(F, init, from + 6 * W);
            FloatVector s7 = FloatVector.fromArray(F, init, from + 7 * W);
            for (int t = at; t < ends[i]; t++) {
                FloatVector x = FloatVector.broadcast(F, values[t]);
                long b = (panel & AlignedMemory.PANEL_MASK) + (steps[t] & AlignedMemory.ROW_MASK);
                s0 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b, AlignedMemory.ORDER)
                        .fma(x, s0);
                s1 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + VECTOR, AlignedMemory.ORDER)
                        .fma(x, s1);
                s2 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 2 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s2);
                s3 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 3 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s3);
                s4 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 4 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s4);
                s5 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 5 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s5);
                s6 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 6 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s6);
                s7 = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, b + 7 * VECTOR, AlignedMemory.ORDER)
                        .fma(x, s7);
            }
            s0.add(0f).intoArray(c, to);
            s1.add(0f).intoArray(c, to + W);
            s2.add(0f).intoArray(c, to + 2 * W);
            s3.add(0f).intoArray(c, to + 3 * W);
            s4.add(0f).intoArray(c, to + 4 * W);
            s5.add(0f).intoArray(c, to + 5 * W);
            s6.add(0f).intoArray(c, to + 6 * W);
            s7.add(0f).intoArray(c, to + 7 * W);
            at = ends[i];
        }
    }
}
