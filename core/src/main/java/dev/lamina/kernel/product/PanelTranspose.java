package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposition of blocks as high and as wide as a vector, into the columns of a panel.
 *
 * <p>Rounds of exchanges: in the round of distance d, rows i and i + d exchange the elements that lie d off the diagonal of
 * each 2d by 2d block. The rounds of 1 and 2 take four rows, and write them to where the last rounds then find and
 * leave them. So there are whole vectors to store, and few at a time: all rounds at once would take more
 * registers than there are, and parts of vectors more time than all else.
 */
final class PanelTranspose {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(F, i -> i ^ 1);
    static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(F, i -> i ^ 2);
    static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(F, i -> W > 4 ? i ^ 4 : i);
    static final VectorShuffle<Float> SWAP_8 = VectorShuffle.fromOp(F, i -> W > 8 ? i ^ 8 : i);
    static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(F, 0xaaaa);
    static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(F, 0xcccc);
    static final VectorMask<Float> UPPER_4 = VectorMask.fromLong(F, 0xf0f0);
    static final VectorMask<Float> UPPER_8 = VectorMask.fromLong(F, 0xff00);

    private PanelTranspose() {}

    /**
     * Writes element (i, p), at {@code off + i * ld + p}, to {@code to + p * step + i}, for all i of a vector's lanes and p from 0
     * up to {@code count}, a multiple of these; of the rows i only the first {@code real} exist, others are
     * written as the last of them.
     */
    static void run(float[] x, int off, int ld, int real, int count, float[] out, int to, int step) {
        for (int i = 0; i < W; i += 4) {
            int r0 = off + Math.min(i, real - 1) * ld;
            int r1 = off + Math.min(i + 1, real - 1) * ld;
            int r2 = off + Math.min(i + 2, real - 1) * ld;
            int r3 = off + Math.min(i + 3, real - 1) * ld;
            fours(x, r0, r1, r2, r3, count, out, to + i * step, step);
        }
        if (W == 16) {
            sixteens(count, out, to, step);
        } else if (W == 8) {
            eights(count, out, to, step);
        }
    }

    private static void fours(float[] x, int r0, int r1, int r2, int r3, int count, float[] out, int to, int step) {
        for (int p = 0; p < count; p += W) {
            FloatVector a = FloatVector.fromArray(F, x, r0 + p);
            FloatVector b = FloatVector.fromArray(F, x, r1 + p);
            FloatVector c = FloatVector.fromArray(F, x, r2 + p);
            FloatVector d = FloatVector.fromArray(F, x, r3 + p);
            FloatVector e = a.blend(b.rearrange(SWAP_1), UPPER_1);
            FloatVector f = a.rearrange(SWAP_1).blend(b, UPPER_1);
            FloatVector g = c.blend(d.rearrange(SWAP_1), UPPER_1);
            FloatVector h = c.rearrange(SWAP_1).blend(d, UPPER_1);
            int at = to + p * step;
            e.blend(g.rearrange(SWAP_2), UPPER_2).intoArray(out, at);
            f.blend(h.rearrange(SWAP_2), UPPER_2).intoArray(out, at + step);
            e.rearrange(SWAP_2).blend(g, UPPER_2).intoArray(out, at + 2 * step);
            f.rearrange(SWAP_2).blend(h, UPPER_2).intoArray(out, at + 3 * step);
        }
    }

    /** The last two rounds, in blocks of 16 by 16: the rows are those of the panel now, four apart. */
    private static void sixteens(int count, float[] out, int to, int step) {
        for (int p = 0; p < count; p += 16) {
            for (int q = p; q < p + 4; q++) {
                int at = to + q * step;
                FloatVector a = FloatVector.fromArray(F, out, at);
                FloatVector b = FloatVector.fromArray(F, out, at + 4 * step);
                FloatVector c = FloatVector.fromArray(F, out, at + 8 * step);
                FloatVector d = FloatVector.fromArray(F, out, at + 12 * step);
                FloatVector e = a.blend(b.rearrange(SWAP_4), UPPER_4);
                FloatVector f = a.rearrange(SWAP_4).blend(b, UPPER_4);
                FloatVector g = c.blend(d.rearrange(SWAP_4), UPPER_4);
                FloatVector h = c.rearrange(SWAP_4).blend(d, UPPER_4);
                e.blend(g.rearrange(SWAP_8), UPPER_8).intoArray(out, at);
                f.blend(h.rearrange(SWAP_8), UPPER_8).intoArray(out, at + 4 * step);
                e.rearrange(SWAP_8).blend(g, UPPER_8).intoArray(out, at + 8 * step);
                f.rearrange(SWAP_8).blend(h, UPPER_8).intoArray(out, at + 12 * step);
            }
        }
    }

    /** The last round, in blocks of 8 by 8. */
    private static void eights(int count, float[] out, int to, int step) {
        for (int p = 0; p < count; p += 8) {
            for (int q = p; q < p + 4; q++) {
                int at = to + q * step;
                FloatVector a = FloatVector.fromArray(F, out, at);
                FloatVector b = FloatVector.fromArray(F, out, at + 4 * step);
                a.blend(b.rearrange(SWAP_4), UPPER_4).intoArray(out, at);
                a.rearrange(SWAP_4).blend(b, UPPER_4).intoArray(out, at + 4 * step);
            }
        }
    }
}
