package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential less 1 of floats, at most 1.5 ulp off also where {@code x} is small.
 *
 * <p>As {@link ExpFloat}, with the 1 taken off before the polynomial's small part is added.
 */
public final class Expm1Float {
    /** Below this magnitude the result is {@code x}. */
    private static final float TINY = 0x1p-24f;

    /** Beyond these the result is infinite or -1, and the exponent would leave its field. */
    private static final float HIGHEST = 89f;

    private static final float LOWEST = -18f;

    private Expm1Float() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code e^x - 1}: -1 for negative infinity, infinity above 88.72284, NaN for NaN. */
    public static float apply(float x) {
        float shifted = Math.fma(x, ExpFloat.LOG2_E, ExpFloat.ROUNDING);
        float k = shifted - ExpFloat.ROUNDING;
        float high = Math.fma(k, -ExpFloat.LN2_HIGH, x);
        float r = Math.fma(k, -ExpFloat.LN2_LOW, high);
        float lost = Math.fma(k, -ExpFloat.LN2_LOW, high - r);
        float q = Math.fma(Math.fma(ExpFloat.Q4, r, ExpFloat.Q3), r, ExpFloat.Q2);
        q = Math.fma(Math.fma(q, r, ExpFloat.Q1), r, ExpFloat.Q0);
        float rest = Math.fma(q, r * r, lost);
        // Half of 2^k, as 2^128 is too large for a float.
        int exponent = Float.floatToRawIntBits(shifted) - ExpFloat.ROUNDING_BITS;
        float half = Float.intBitsToFloat((exponent + 126) << 23);
        float y = Math.fma(rest, half, Math.fma(r, half, half - 0.5f)) * 2f;
        y = Math.abs(x) < TINY ? x : y;
        y = x > HIGHEST ? Float.POSITIVE_INFINITY : y;
        return x < LOWEST ? -1f : y;
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector TINY = FloatVector.broadcast(Lanes.FLOAT, Expm1Float.TINY);
        private static final FloatVector HIGHEST = FloatVector.broadcast(Lanes.FLOAT, Expm1Float.HIGHEST);
        private static final FloatVector LOWEST = FloatVector.broadcast(Lanes.FLOAT, Expm1Float.LOWEST);
        private static final FloatVector TWO = FloatVector.broadcast(Lanes.FLOAT, 2f);
        private static final FloatVector HALF = FloatVector.broadcast(Lanes.FLOAT, 0.5f);
        private static final FloatVector MINUS_ONE = FloatVector.broadcast(Lanes.FLOAT, -1f);
        private static final FloatVector INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.POSITIVE_INFINITY);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                FloatVector shifted = x.fma(ExpFloat.Wide.LOG2_E, ExpFloat.Wide.ROUNDING);
                FloatVector k = shifted.sub(ExpFloat.Wide.ROUNDING);
                FloatVector high = k.fma(ExpFloat.Wide.MINUS_LN2_HIGH, x);
                FloatVector r = k.fma(ExpFloat.Wide.MINUS_LN2_LOW, high);
                FloatVector lost = k.fma(ExpFloat.Wide.MINUS_LN2_LOW, high.sub(r));
                FloatVector q = r.fma(ExpFloat.Wide.Q4, ExpFloat.Wide.Q3);
                q = q.fma(r, ExpFloat.Wide.Q2);
                q = q.fma(r, ExpFloat.Wide.Q1);
                q = q.fma(r, ExpFloat.Wide.Q0);
                FloatVector rest = q.fma(r.mul(r), lost);
                IntVector exponent = shifted.reinterpretAsInts().sub(ExpFloat.ROUNDING_BITS);
                FloatVector half = ExpFloat.Wide.power(exponent.sub(1));
                FloatVector y = rest.fma(half, r.fma(half, half.sub(HALF))).mul(TWO);
                y = y.blend(x, x.abs().compare(VectorOperators.LT, TINY));
                y = y.blend(INFINITY, x.compare(VectorOperators.GT, HIGHEST));
                y.blend(MINUS_ONE, x.compare(VectorOperators.LT, LOWEST)).intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
