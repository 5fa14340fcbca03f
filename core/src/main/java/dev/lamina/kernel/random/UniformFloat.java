package dev.lamina.kernel.random;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.IntVector;

/** Uniform floats in [0, 1): 23 random bits each, as TensorFlow's {@code RandomUniform} makes them. */
public final class UniformFloat {
    /** Elements made from one block: the unit in which a fill can be split. */
    public static final int GROUP = 4;

    private UniformFloat() {}

    /**
     * Writes the elements of groups {@code from} (inclusive) to {@code to} (exclusive) of the
     * {@code n} elements at {@code out[offset]}; the last group may be short.
     *
     * @param start where the numbers of element 0 begin; not changed
     */
    public static void fill(float[] out, int offset, int n, Philox start, int from, int to) {
        int[] words = PhiloxBlocks.buffer();
        for (int group = from; group < to; group += PhiloxBlocks.CHUNK) {
            int groups = Math.min(PhiloxBlocks.CHUNK, to - group);
            PhiloxBlocks.fill(words, 0, groups, start, group, 1);
            int at = group * GROUP;
            int count = Math.min(groups * GROUP, n - at);
            int i = Simd.isEnabled() ? Wide.convert(words, out, offset + at, count) : 0;
            for (; i < count; i++) {
                out[offset + at + i] = fromWord(words[i]);
            }
        }
    }

    /** The word's low bits as the fraction of a float in [1, 2), less 1. */
    static float fromWord(int word) {
        return Float.intBitsToFloat((word & 0x7fffff) | 0x3f800000) - 1.0f;
    }

    /** The SIMD form: the same operations. */
    private static final class Wide {
        private Wide() {}

        static int convert(int[] words, float[] out, int offset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.INT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                IntVector.fromArray(Lanes.INT, words, i)
                        .and(0x7fffff)
                        .or(0x3f800000)
                        .reinterpretAsFloats()
                        .sub(1.0f)
                        .intoArray(out, offset + i);
            }
            return end;
        }
    }
}
