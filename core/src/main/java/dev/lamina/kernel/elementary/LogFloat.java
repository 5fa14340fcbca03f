package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm of floats, at most 1 ulp off.
 *
 * <p>{@code x = 2^k * m} with {@code m} from 2/3 to 4/3; {@code log x = k * ln 2 + log m}, the latter a
 * polynomial in {@code m - 1} (minimax, fitted with rounded coefficients).
 */
public final class LogFloat {
    /** (log(1 + f) - f) / f^2 for f from -1/3 to 1/3. */
    private static final float G0 = -0.5f;

    private static final float G1 = 0.33333212f;
    private static final float G2 = -0.2499981f;
    private static final float G3 = 0.20010583f;
    private static final float G4 = -0.16679999f;
    private static final float G5 = 0.14003393f;
    private static final float G6 = -0.121906646f;
    private static final float G7 = 0.13995233f;
    private static final float G8 = -0.12865038f;

    /** The bits of 2/3: a number's offset from it holds its exponent once m is from 2/3 to 4/3. */
    static final int TWO_THIRDS = 0x3f2aaaab;

    static final int FRACTION = 0x7fffff;

    private static final float TWO_TO_23 = 8388608f;

    private LogFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code log x}: negative infinity for 0, NaN below it and for NaN. */
    public static float apply(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * TWO_TO_23 : x;
        int offset = Float.floatToRawIntBits(scaled) - TWO_THIRDS;
        float k = (float) ((offset >> 23) - (subnormal ? 23 : 0));
        float f = Float.intBitsToFloat((offset & FRACTION) + TWO_THIRDS) - 1f;
        float y = sum(k, f);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x < 0f ? Float.NaN : y;
    }

    /** Returns {@code k * ln 2 + log(1 + f)}. */
    static float sum(float k, float f) {
        float g = Math.fma(Math.fma(Math.fma(Math.fma(G8, f, G7), f, G6), f, G5), f, G4);
        g = Math.fma(Math.fma(Math.fma(Math.fma(g, f, G3), f, G2), f, G1), f, G0);
        float logM = Math.fma(g, f * f, f);
        return Math.fma(k, ExpFloat.LN2_HIGH, Math.fma(k, ExpFloat.LN2_LOW, logM));
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector G0 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G0);
        private static final FloatVector G1 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G1);
        private static final FloatVector G2 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G2);
        private static final FloatVector G3 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G3);
        private static final FloatVector G4 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G4);
        private static final FloatVector G5 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G5);
        private static final FloatVector G6 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G6);
        private static final FloatVector G7 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G7);
        private static final FloatVector G8 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.G8);
        private static final FloatVector TWO_TO_23 = FloatVector.broadcast(Lanes.FLOAT, LogFloat.TWO_TO_23);
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);
        private static final FloatVector ZERO = FloatVector.broadcast(Lanes.FLOAT, 0f);
        private static final FloatVector INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.POSITIVE_INFINITY);
        private static final FloatVector MINUS_INFINITY = FloatVector.broadcast(Lanes.FLOAT, Float.NEGATIVE_INFINITY);
        private static final FloatVector NAN = FloatVector.broadcast(Lanes.FLOAT, Float.NaN);
        private static final FloatVector MIN_NORMAL = FloatVector.broadcast(Lanes.FLOAT, Float.MIN_NORMAL);
        private static final FloatVector LN2_HIGH = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.LN2_HIGH);
        private static final FloatVector LN2_LOW = FloatVector.broadcast(Lanes.FLOAT, ExpFloat.LN2_LOW);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                VectorMask<Float> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
                FloatVector scaled = x.blend(x.mul(TWO_TO_23), subnormal);
                IntVector offset = scaled.reinterpretAsInts().sub(TWO_THIRDS);
                IntVector exponent = offset.lanewise(VectorOperators.ASHR, 23);
                exponent = exponent.blend(exponent.sub(23), subnormal.cast(Lanes.INT));
                FloatVector k = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
                FloatVector f = offset.and(FRACTION)
                        .add(TWO_THIRDS)
                        .reinterpretAsFloats()
                        .sub(ONE);
                FloatVector y = sum(k, f);
                y = x.blend(y, x.compare(VectorOperators.LT, INFINITY));
                y = y.blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, ZERO));
                y.blend(NAN, x.compare(VectorOperators.LT, ZERO)).intoArray(out, outOffset + i);
            }
            return end;
        }

        static FloatVector sum(FloatVector k, FloatVector f) {
            FloatVector g = f.fma(G8, G7);
            g = g.fma(f, G6);
            g = g.fma(f, G5);
            g = g.fma(f, G4);
            g = g.fma(f, G3);
            g = g.fma(f, G2);
            g = g.fma(f, G1);
            g = g.fma(f, G0);
            FloatVector logM = g.fma(f.mul(f), f);
            return k.fma(LN2_HIGH, k.fma(LN2_LOW, logM));
        }
    }
}
