package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The logistic function of floats, {@code 1 / (1 + e^-x)}, at most 1.5 ulp off.
 *
 * <p>Made from {@code z = e^-|x|}, which cannot overflow: {@code 1 / (1 + z)}, or {@code z / (1 + z)}
 * for negative {@code x}, which keeps its accuracy down to the smallest numbers.
 */
public final class SigmoidFloat {
    private SigmoidFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code 1 / (1 + e^-x)}: 0 and 1 at the infinities, NaN for NaN. */
    public static float apply(float x) {
        float z = ExpFloat.apply(-Math.abs(x));
        boolean negative = x < 0f;
        float numerator = negative ? z : 1f;
        float denominator = z + 1f;
        float lost = z - (denominator - 1f);
        float y = numerator / denominator;
        // One step of Newton's takes back the roundings of the sum and the quotient.
        float remainder = Math.fma(-y, lost, Math.fma(-y, denominator, numerator));
        return Math.fma(remainder, negative ? 1f - y : y, y);
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);
        private static final FloatVector ZERO = FloatVector.broadcast(Lanes.FLOAT, 0f);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                FloatVector z = ExpFloat.Wide.of(x.abs().neg());
                VectorMask<Float> negative = x.compare(VectorOperators.LT, ZERO);
                FloatVector numerator = ONE.blend(z, negative);
                FloatVector denominator = z.add(ONE);
                FloatVector lost = z.sub(denominator.sub(ONE));
                FloatVector y = numerator.div(denominator);
                FloatVector minusY = y.neg();
                FloatVector remainder = minusY.fma(lost, minusY.fma(denominator, numerator));
                FloatVector inverse = y.blend(minusY.add(ONE), negative);
                remainder.fma(inverse, y).intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
