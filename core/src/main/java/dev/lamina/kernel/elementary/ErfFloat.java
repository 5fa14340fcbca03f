package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The error function of floats, at most 1.1 ulp off.
 *
 * <p>An odd polynomial where {@code |x| < 0.93}; beyond, {@code 1 - e^-R(|x|)} with a polynomial for
 * {@code R(t) = -log(1 - erf(t))}.
 */
public final class ErfFloat {
    private static final float LIMIT = 0.93f;

    /** From here on the result is 1; R holds no further. */
    private static final float HIGHEST = 4f;

    /** erf(x) / x - 1 in s = x^2. */
    private static final float P0 = 0.12837917f;

    private static final float P1 = -0.3761263f;
    private static final float P2 = 0.11283626f;
    private static final float P3 = -0.026855733f;
    private static final float P4 = 0.005192415f;
    private static final float P5 = -0.0008049933f;
    private static final float P6 = 7.997529e-05f;

    /** R(t) / t - 1. */
    private static final float R0 = 0.12864855f;

    private static final float R1 = 0.6351511f;
    private static final float R2 = 0.10623723f;
    private static final float R3 = -0.023762347f;
    private static final float R4 = 0.0036425823f;
    private static final float R5 = -0.0003228313f;
    private static final float R6 = 1.1233752e-05f;

    private ErfFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code erf x}: -1 and 1 at the infinities, NaN for NaN. */
    public static float apply(float x) {
        float t = Math.abs(x);
        float s = x * x;
        float p = Math.fma(Math.fma(Math.fma(P6, s, P5), s, P4), s, P3);
        p = Math.fma(Math.fma(Math.fma(p, s, P2), s, P1), s, P0);
        float small = Math.fma(p, x, x);
        float r = Math.fma(Math.fma(Math.fma(R6, t, R5), t, R4), t, R3);
        r = Math.fma(Math.fma(Math.fma(r, t, R2), t, R1), t, R0);
        float large = 1f - ExpFloat.apply(-Math.fma(r, t, t));
        large = t > HIGHEST ? 1f : large;
        return t < LIMIT ? small : Math.copySign(large, x);
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector LIMIT = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.LIMIT);
        private static final FloatVector HIGHEST = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.HIGHEST);
        private static final FloatVector P0 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P0);
        private static final FloatVector P1 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P1);
        private static final FloatVector P2 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P2);
        private static final FloatVector P3 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P3);
        private static final FloatVector P4 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P4);
        private static final FloatVector P5 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P5);
        private static final FloatVector P6 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.P6);
        private static final FloatVector R0 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R0);
        private static final FloatVector R1 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R1);
        private static final FloatVector R2 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R2);
        private static final FloatVector R3 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R3);
        private static final FloatVector R4 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R4);
        private static final FloatVector R5 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R5);
        private static final FloatVector R6 = FloatVector.broadcast(Lanes.FLOAT, ErfFloat.R6);
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                FloatVector t = x.abs();
                FloatVector r = t.fma(R6, R5);
                r = r.fma(t, R4);
                r = r.fma(t, R3);
                r = r.fma(t, R2);
                r = r.fma(t, R1);
                r = r.fma(t, R0);
                FloatVector large = ONE.sub(ExpFloat.Wide.of(r.fma(t, t).neg()));
                large = large.blend(ONE, t.compare(VectorOperators.GT, HIGHEST));
                FloatVector s = x.mul(x);
                FloatVector p = s.fma(P6, P5);
                p = p.fma(s, P4);
                p = p.fma(s, P3);
                p = p.fma(s, P2);
                p = p.fma(s, P1);
                p = p.fma(s, P0);
                FloatVector small = p.fma(x, x);
                IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
                large.reinterpretAsInts()
                        .or(sign)
                        .reinterpretAsFloats()
                        .blend(small, t.compare(VectorOperators.LT, LIMIT))
                        .intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
