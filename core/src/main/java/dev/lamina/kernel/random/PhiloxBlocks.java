package dev.lamina.kernel.random;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Many blocks of a {@link Philox} stream at once, as 32-bit words in order. */
final class PhiloxBlocks {
    /** Blocks a kernel makes at a time: enough to hide the calls, few enough to stay in the first cache. */
    static final int CHUNK = 256;

    private static final ThreadLocal<int[]> WORDS = ThreadLocal.withInitial(() -> new int[4 * CHUNK]);

    private PhiloxBlocks() {}

    /** Returns this thread's buffer for the words of {@link #CHUNK} blocks. */
    static int[] buffer() {
        return WORDS.get();
    }

    /**
     * Writes the words of blocks {@code first}, {@code first + stride}, … counted from {@code start},
     * which stays as it is.
     */
    static void fill(int[] words, int offset, int blocks, Philox start, long first, int stride) {
        long low = start.counterLow();
        long high = start.counterHigh();
        int done = 0;
        if (Simd.isEnabled() && Wide.LANES >= 4) {
            long last = first + (long) blocks * stride;
            boolean carries = Long.compareUnsigned(low + last, last) < 0;
            done = carries ? 0 : Wide.fill(words, offset, blocks, start.roundKeys(), low + first, high, stride);
        }
        for (int block = done; block < blocks; block++) {
            long position = first + (long) block * stride;
            int carry = Long.compareUnsigned(low + position, position) < 0 ? 1 : 0;
            Philox.block(start.key(), low + position, high + carry, words, offset + 4 * block);
        }
    }

    /**
     * A block to a 64-bit lane, two vectors of blocks at a time, as one alone waits for its multiplications.
     *
     * <p>Words 0 and 2 stand in the upper halves of {@code a} and {@code b}, words 1 and 3 in the lower halves of {@code x}
     * and {@code y}, which are the products of the round before; the other halves hold what is shifted out. Only from a
     * shift by 32 does the compiler see that a multiplication is one of 32 by 32 bits, which takes a third of the time.
     *
     * <p>One long method, as the compiler inlines no further methods of ours after so many vector operations. Two lanes would be no faster than the twin.
     */
    private static final class Wide {
        private static final VectorSpecies<Long> L = Lanes.LONG;
        private static final int LANES = L.length();
        private static final LongVector MULTIPLIER_A = upper(Philox.MULTIPLIER_A);
        private static final LongVector MULTIPLIER_B = upper(Philox.MULTIPLIER_B);
        private static final LongVector IOTA = LongVector.zero(L).addIndex(1);

        /** The blocks in the order in which swapping neighbours brings words 0 and 1 next to words 2 and 3. */
        private static final LongVector ORDER =
                IOTA.lanewise(VectorOperators.LSHR, 1).add(IOTA.and(1).mul(LANES / 2));

        private static final VectorMask<Long> ODD = IOTA.and(1).compare(VectorOperators.EQ, 1);
        private static final VectorMask<Long> EVEN = ODD.not();
        private static final VectorShuffle<Long> SWAP = VectorShuffle.fromOp(L, i -> i ^ 1);

        static int fill(int[] words, int offset, int blocks, long[] keys, long low, long high, int stride) {
            if (blocks < 2 * LANES) {
                return 0;
            }
            LongVector order = ORDER.mul(stride);
            LongVector multiplierA = MULTIPLIER_A.lanewise(VectorOperators.LSHR, 32);
            LongVector multiplierB = MULTIPLIER_B.lanewise(VectorOperators.LSHR, 32);
            int block = 0;
            for (; block + 2 * LANES <= blocks; block += 2 * LANES) {
                LongVector x0 = order.add(low + (long) block * stride);
                LongVector x1 = order.add(low + (long) (block + LANES) * stride);
                LongVector a0 = x0.lanewise(VectorOperators.LSHL, 32);
                LongVector a1 = x1.lanewise(VectorOperators.LSHL, 32);
                LongVector b0 = LongVector.broadcast(L, high << 32);
                LongVector b1 = b0;
                x0 = x0.lanewise(VectorOperators.LSHR, 32);
                x1 = x1.lanewise(VectorOperators.LSHR, 32);
                LongVector y0 = LongVector.broadcast(L, high >>> 32);
                LongVector y1 = y0;
                for (int round = 0; round < Philox.ROUNDS; round++) {
                    LongVector keyA = LongVector.broadcast(L, keys[2 * round]);
                    LongVector keyB = LongVector.broadcast(L, keys[2 * round + 1]);
                    LongVector productA0 = a0.lanewise(VectorOperators.LSHR, 32).mul(multiplierA);
                    LongVector productB0 = b0.lanewise(VectorOperators.LSHR, 32).mul(multiplierB);
                    LongVector productA1 = a1.lanewise(VectorOperators.LSHR, 32).mul(multiplierA);
                    LongVector productB1 = b1.lanewise(VectorOperators.LSHR, 32).mul(multiplierB);
                    a0 = x0.lanewise(VectorOperators.LSHL, 32)
                            .lanewise(VectorOperators.XOR, keyA)
                            .lanewise(VectorOperators.XOR, productB0);
                    b0 = y0.lanewise(VectorOperators.LSHL, 32)
                            .lanewise(VectorOperators.XOR, keyB)
                            .lanewise(VectorOperators.XOR, productA0);
                    a1 = x1.lanewise(VectorOperators.LSHL, 32)
                            .lanewise(VectorOperators.XOR, keyA)
                            .lanewise(VectorOperators.XOR, productB1);
                    b1 = y1.lanewise(VectorOperators.LSHL, 32)
                            .lanewise(VectorOperators.XOR, keyB)
                            .lanewise(VectorOperators.XOR, productA1);
                    x0 = productB0;
                    y0 = productA0;
                    x1 = productB1;
                    y1 = productA1;
                }
                int at = offset + 4 * block;
                a0 = a0.lanewise(VectorOperators.LSHR, 32).or(x0.lanewise(VectorOperators.LSHL, 32));
                b0 = b0.lanewise(VectorOperators.LSHR, 32).or(y0.lanewise(VectorOperators.LSHL, 32));
                a1 = a1.lanewise(VectorOperators.LSHR, 32).or(x1.lanewise(VectorOperators.LSHL, 32));
                b1 = b1.lanewise(VectorOperators.LSHR, 32).or(y1.lanewise(VectorOperators.LSHL, 32));
                a0.blend(b0.rearrange(SWAP), ODD).reinterpretAsInts().intoArray(words, at);
                b0.blend(a0.rearrange(SWAP), EVEN).reinterpretAsInts().intoArray(words, at + 2 * LANES);
                a1.blend(b1.rearrange(SWAP), ODD).reinterpretAsInts().intoArray(words, at + 4 * LANES);
                b1.blend(a1.rearrange(SWAP), EVEN).reinterpretAsInts().intoArray(words, at + 6 * LANES);
            }
            return block;
        }

        private static LongVector upper(long word) {
            return LongVector.broadcast(L, word << 32);
        }
    }
}
