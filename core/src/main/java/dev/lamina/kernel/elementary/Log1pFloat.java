package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logarithm of {@code 1 + x} for floats, at most 1.6 ulp off also where {@code x} is small.
 *
 * <p>As {@link LogFloat}, with {@code k} taken from the rounded {@code 1 + x} but {@code f = (1 + x) /
 * 2^k - 1} from {@code x} itself, rounded once.
 */
public final class Log1pFloat {
    /** Below this magnitude the result is {@code x}. */
    private static final float TINY = 0x1p-24f;

    private Log1pFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code log(1 + x)}: negative infinity for -1, NaN below it and for NaN. */
    public static float apply(float x) {
        int offset = Float.floatToRawIntBits(1f + x) - LogFloat.TWO_THIRDS;
        int exponent = offset >> 23;
        // 4 / 2^k, as 2^-k itself is too small for the largest k.
        float scale = Float.intBitsToFloat((129 - exponent) << 23);
        float f = Math.fma(x, scale, scale - 4f) * 0.25f;
        float y = LogFloat.sum((float) exponent, f);
        y = Math.abs(x) < TINY ? x : y;
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x == -1f ? Float.NEGATIVE_INFINITY : y;
        return x < -1f ? Float.NaN : y;
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector TINY = FloatVector.broadcast(Lanes.FLOAT, Log1pFloat.TINY);
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);
        private static final FloatVector FOUR = FloatVector.broadcast(Lanes.FLOAT, 4f);
        private static final FloatVector QUARTER = FloatVector.broadcast(Lanes.FLOAT, 0.25f);
        private static final FloatVector MINUS_ONE = FloatVector.broadcast(Lanes.FLOAT, -1f);
        private static final FloatVector INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.POSITIVE_INFINITY);
        private static final FloatVector MINUS_INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.NEGATIVE_INFINITY);
        private static final FloatVector NAN = FloatVector.broadcast(Lanes.FLOAT, Float.NaN);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                of(FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i)).intoArray(out, outOffset + i);
            }
            return end;
        }

        static FloatVector of(FloatVector x) {
            IntVector offset = x.add(ONE).reinterpretAsInts().sub(LogFloat.TWO_THIRDS);
            IntVector exponent = offset.lanewise(VectorOperators.ASHR, 23);
            FloatVector scale = IntVector.broadcast(Lanes.INT, 129)
                    .sub(exponent)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector f = x.fma(scale, scale.sub(FOUR)).mul(QUARTER);
            FloatVector y = LogFloat.Wide.sum((FloatVector) exponent.convert(VectorOperators.I2F, 0), f);
            y = y.blend(x, x.abs().compare(VectorOperators.LT, TINY));
            y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
            y = y.blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, MINUS_ONE));
            return y.blend(NAN, x.compare(VectorOperators.LT, MINUS_ONE));
        }
    }
}
