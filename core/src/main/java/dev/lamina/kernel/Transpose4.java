package dev.lamina.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposition of blocks of 4 by 4 floats within vector registers, one, two or four side by side as
 * a vector has lanes.
 *
 * <p>Two rounds of swaps: in the round of distance d, rows i and i + d exchange the elements that
 * lie d off the diagonal of each 2d by 2d block.
 */
final class Transpose4 {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(F, i -> i ^ 1);
    private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(F, i -> i ^ 2);
    private static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(F, 0xaaaa);
    private static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(F, 0xcccc);

    private static final VectorMask<Float> LANES_0 = VectorMask.fromLong(F, 0x000f);
    private static final VectorMask<Float> LANES_4 = VectorMask.fromLong(F, 0x00f0);
    private static final VectorMask<Float> LANES_8 = VectorMask.fromLong(F, 0x0f00);
    private static final VectorMask<Float> LANES_12 = VectorMask.fromLong(F, 0xf000);

    private Transpose4() {}

    /**
     * Writes element (i, p) of 4 rows, at {@code off + i * ld + p}, to {@code to + p * step + i}, for
     * p from 0 up to {@code count}, a multiple of a vector's lanes; {@code step} is 2 or more.
     */
    static void run(float[] x, int off, int ld, int count, float[] out, int to, int step) {
        for (int p = 0; p < count; p += W) {
            FloatVector r0 = FloatVector.fromArray(F, x, off + p);
            FloatVector r1 = FloatVector.fromArray(F, x, off + ld + p);
            FloatVector r2 = FloatVector.fromArray(F, x, off + 2 * ld + p);
            FloatVector r3 = FloatVector.fromArray(F, x, off + 3 * ld + p);
            FloatVector s0 = r0.blend(r1.rearrange(SWAP_1), UPPER_1);
            FloatVector s1 = r0.rearrange(SWAP_1).blend(r1, UPPER_1);
            FloatVector s2 = r2.blend(r3.rearrange(SWAP_1), UPPER_1);
            FloatVector s3 = r2.rearrange(SWAP_1).blend(r3, UPPER_1);
            FloatVector t0 = s0.blend(s2.rearrange(SWAP_2), UPPER_2);
            FloatVector t1 = s1.blend(s3.rearrange(SWAP_2), UPPER_2);
            FloatVector t2 = s0.rearrange(SWAP_2).blend(s2, UPPER_2);
            FloatVector t3 = s1.rearrange(SWAP_2).blend(s3, UPPER_2);
            int at = to + p * step;
            if (W == 4) {
                t0.intoArray(out, at);
                t1.intoArray(out, at + step);
                t2.intoArray(out, at + 2 * step);
                t3.intoArray(out, at + 3 * step);
                continue;
            }
            // Each four lanes further than they would lie. Written out: a method that takes a vector may be called
            // rather than inlined, and then the vector is allocated.
            t0.intoArray(out, at, LANES_0);
            t1.intoArray(out, at + step, LANES_0);
            t2.intoArray(out, at + 2 * step, LANES_0);
            t3.intoArray(out, at + 3 * step, LANES_0);
            int second = at + 4 * step - 4;
            t0.intoArray(out, second, LANES_4);
            t1.intoArray(out, second + step, LANES_4);
            t2.intoArray(out, second + 2 * step, LANES_4);
            t3.intoArray(out, second + 3 * step, LANES_4);
            if (W == 16) {
                int third = at + 8 * step - 8;
                t0.intoArray(out, third, LANES_8);
                t1.intoArray(out, third + step, LANES_8);
                t2.intoArray(out, third + 2 * step, LANES_8);
                t3.intoArray(out, third + 3 * step, LANES_8);
                int fourth = at + 12 * step - 12;
                t0.intoArray(out, fourth, LANES_12);
                t1.intoArray(out, fourth + step, LANES_12);
                t2.intoArray(out, fourth + 2 * step, LANES_12);
                t3.intoArray(out, fourth + 3 * step, LANES_12);
            }
        }
    }
}
