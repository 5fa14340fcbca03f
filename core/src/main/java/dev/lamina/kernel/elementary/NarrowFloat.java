package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Conversions between float32 and the floats of 16 bits, whose numbers are kept as {@code short}: a float becomes the nearest, ties to even, and a NaN
 * stays one.
 *
 * <p>The compiler makes vectors of the loops of float16, for which processors have instructions, but not of those of bfloat16.
 */
public final class NarrowFloat {
    private NarrowFloat() {}

    /** {@code y[k] = x[k]} for {@code n} elements of float16. */
    public static void fromHalf(short[] x, float[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] = Float.float16ToFloat(x[k]);
        }
    }

    /** {@code y[k] = x[k]} for {@code n} elements, rounded to float16. */
    public static void toHalf(float[] x, short[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] = Float.floatToFloat16(x[k]);
        }
    }

    /** {@code y[o + k] = x[i + k]} for {@code n} elements of bfloat16. */
    public static void fromBfloat(short[] x, int i, float[] y, int o, int n) {
        int k = Simd.isEnabled() ? Wide.fromBfloat(x, i, y, o, n) : 0;
        for (; k < n; k++) {
            y[o + k] = Float.intBitsToFloat(x[i + k] << 16);
        }
    }

    /** {@code y[o + k] = x[i + k]} for {@code n} elements, rounded to bfloat16. */
    public static void toBfloat(float[] x, int i, short[] y, int o, int n) {
        int k = Simd.isEnabled() ? Wide.toBfloat(x, i, y, o, n) : 0;
        for (; k < n; k++) {
            y[o + k] = toBfloat(x[i + k]);
        }
    }

    private static short toBfloat(float x) {
        int bits = Float.floatToRawIntBits(x);
        int rounded = Float.isNaN(x) ? bits | QUIET : bits + 0x7fff + (bits >>> 16 & 1);
        return (short) (rounded >>> 16);
    }

    /** The bit that keeps a NaN one, whatever is cut off. */
    private static final int QUIET = 0x40 << 16;

    /** The SIMD forms. */
    static final class Wide {
        private Wide() {}

        static int fromBfloat(short[] x, int i, float[] y, int o, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int k = 0; k < end; k += Lanes.WIDTH) {
                IntVector bits = (IntVector) ShortVector.fromArray(Lanes.HALF_OF_SHORT, x, i + k)
                        .convertShape(VectorOperators.S2I, Lanes.INT, 0);
                bits.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(y, o + k);
            }
            return end;
        }

        static int toBfloat(float[] x, int i, short[] y, int o, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int k = 0; k < end; k += Lanes.WIDTH) {
                FloatVector v = FloatVector.fromArray(Lanes.FLOAT, x, i + k);
                IntVector bits = v.reinterpretAsInts();
                IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
                VectorMask<Integer> nan = v.test(VectorOperators.IS_NAN).cast(Lanes.INT);
                IntVector rounded = bits.add(0x7fff).add(odd).blend(bits.or(QUIET), nan);
                ShortVector narrow = (ShortVector) rounded.lanewise(VectorOperators.LSHR, 16)
                        .convertShape(VectorOperators.I2S, Lanes.HALF_OF_SHORT, 0);
                narrow.intoArray(y, o + k);
            }
            return end;
        }
    }
}
