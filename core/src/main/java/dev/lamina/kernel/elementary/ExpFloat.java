package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential of floats, at most 1.1 ulp off.
 *
 * <p>{@code e^x = 2^k * e^r} with {@code k} the integer nearest {@code x / ln 2}, so {@code |r| <= ln 2
 * / 2}, where {@code e^r} is a polynomial (minimax, fitted with rounded coefficients).
 */
public final class ExpFloat {
    static final float LOG2_E = 1.442695f;

    /** 1.5 * 2^23: adding it rounds to an integer and leaves that integer in the low bits. */
    static final float ROUNDING = 12582912f;

    static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);

    /** ln 2 in two parts; the upper has so few bits that its product with an exponent is exact. */
    static final float LN2_HIGH = 0.69314575f;

    static final float LN2_LOW = 1.4286068e-06f;

    /** (e^r - 1 - r) / r^2. */
    static final float Q0 = 0.5f;

    static final float Q1 = 0.16666518f;
    static final float Q2 = 0.041666433f;
    static final float Q3 = 0.008368968f;
    static final float Q4 = 0.0013937843f;

    /** Beyond these the result is infinite or 0, and the exponent would leave its field. */
    private static final float HIGHEST = 89f;

    private static final float LOWEST = -104f;

    private ExpFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code e^x}: 0 for negative infinity, infinity above 88.72284, NaN for NaN. */
    public static float apply(float x) {
        float shifted = Math.fma(x, LOG2_E, ROUNDING);
        float k = shifted - ROUNDING;
        float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, r, Q3), r, Q2), r, Q1), r, Q0);
        float p = Math.fma(q, r * r, r) + 1f;
        // Two factors, as 2^k itself may be too large or too small for a float.
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDING_BITS;
        int half = exponent >> 1;
        float y = p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((exponent - half + 127) << 23);
        y = x > HIGHEST ? Float.POSITIVE_INFINITY : y;
        return x < LOWEST ? 0f : y;
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        static final FloatVector LOG2_E = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.LOG2_E);
        static final FloatVector ROUNDING = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.ROUNDING);
        static final FloatVector Q0 = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.Q0);
        static final FloatVector Q1 = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.Q1);
        static final FloatVector Q2 = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.Q2);
        static final FloatVector Q3 = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.Q3);
        static final FloatVector Q4 = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.Q4);
        static final FloatVector HIGHEST = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.HIGHEST);
        static final FloatVector LOWEST = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.LOWEST);
        static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);
        static final FloatVector ZERO = FloatVector.broadcast(Lanes.FLOAT, 0f);
        static final FloatVector INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.POSITIVE_INFINITY);
        static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(Lanes.FLOAT, -ExpFloat.LN2_HIGH);
        static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(Lanes.FLOAT, -ExpFloat.LN2_LOW);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                of(FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i)).intoArray(out, outOffset + i);
            }
            return end;
        }

        static FloatVector of(FloatVector x) {
            FloatVector shifted = x.fma(LOG2_E, ROUNDING);
            FloatVector k = shifted.sub(ROUNDING);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
            FloatVector q = r.fma(Q4, Q3);
            q = q.fma(r, Q2);
            q = q.fma(r, Q1);
            q = q.fma(r, Q0);
            FloatVector p = q.fma(r.mul(r), r).add(ONE);
            IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDING_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            FloatVector y = p.mul(power(half)).mul(power(exponent.sub(half)));
            y = y.blend(INFINITY, x.compare(VectorOperators.GT, HIGHEST));
            return y.blend(ZERO, x.compare(VectorOperators.LT, LOWEST));
        }

        /** Two to the power of each, from -126 to 127. */
        static FloatVector power(IntVector exponent) {
            return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        }
    }
}
