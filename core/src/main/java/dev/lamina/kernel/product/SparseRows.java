package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A block of op(A) as {@link SparseTile} reads it: for each row a list of the numbers in it that are not 0, one list behind the other. */
final class SparseRows {
    /** The most rows of a block. */
    static final int ROWS = 192;

    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;
    private static final int W = Lanes.WIDTH;

    /** Elsewhere the compiler has no instruction for it, or none of one vector. */
    private static final boolean HAS_COMPRESS = W == 16;

    private static final IntVector FIRST_STEPS = IntVector.zero(I).addIndex(AlignedMemory.ROW);

    /** Where in a panel of op(B) the row lies that a number is multiplied with. */
    final int[] steps = new int[ROWS * AlignedMemory.STEPS + W];

    final float[] values = new float[ROWS * AlignedMemory.STEPS + W];

    /** Where the list of a row ends. */
    final int[] ends = new int[ROWS];

    /** Columns of A as rows, if A is transposed. */
    private float[] transposed = {};

    /**
     * Makes the lists.
     *
     * @param at where element (0, 0) of the block lies in A
     * @param all whether zeros are listed too
     */
    void list(FloatGemmJob g, int at, int rows, int k, boolean all) {
        float[] a = g.a;
        int off = at;
        int ld = g.aRow;
        if (g.aStep != 1) {
            if (transposed.length == 0) {
                transposed = new float[ROWS * AlignedMemory.STEPS + Packing.SLACK];
            }
            ld = AlignedMemory.STEPS;
            off = 0;
            Packing.transpose(g.a, at, g.aStep, k, rows, transposed, 0, ld);
            a = transposed;
        }
        int end = 0;
        for (int i = 0; i < rows; i++) {
            int row = off + i * ld;
            end = all ? listAll(a, row, k, end) : HAS_COMPRESS ? compress(a, row, k, end) : list(a, row, 0, k, end);
            ends[i] = end;
        }
    }

    private int compress(float[] a, int row, int k, int end) {
        int bulk = k - k % W;
        int to = end;
        for (int p = 0; p < bulk; p += W) {
            FloatVector x = FloatVector.fromArray(F, a, row + p);
            VectorMask<Float> some = x.compare(VectorOperators.NE, 0f);
            x.compress(some).intoArray(values, to);
            FIRST_STEPS.add(p * AlignedMemory.ROW).compress(some.cast(I)).intoArray(steps, to);
            to += some.trueCount();
        }
        return list(a, row, bulk, k, to);
    }

    /** Without a branch, which would be foreseen in every second case or so. */
    private int list(float[] a, int row, int from, int k, int end) {
        int to = end;
        for (int p = from; p < k; p++) {
            float x = a[row + p];
            values[to] = x;
            steps[to] = p * AlignedMemory.ROW;
            int withoutSign = Float.floatToRawIntBits(x) << 1;
            to += (withoutSign | -withoutSign) >>> 31;
        }
        return to;
    }

    private int listAll(float[] a, int row, int k, int end) {
        for (int p = 0; p < k; p++) {
            values[end + p] = a[row + p];
            steps[end + p] = p * AlignedMemory.ROW;
        }
        return end + k;
    }
}
