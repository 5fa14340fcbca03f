package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic tangent of floats, at most 1.5 ulp off.
 *
 * <p>An odd polynomial where {@code |x| < 5/8}, {@code 1 - 2 / (e^(2|x|) + 1)} beyond.
 */
public final class TanhFloat {
    private static final float LIMIT = 0.625f;

    /** (tanh(x) / x - 1) / s, where s = x^2. */
    private static final float P0 = -0.3333328f;

    private static final float P1 = 0.13331415f;
    private static final float P2 = -0.053737722f;
    private static final float P3 = 0.020633178f;
    private static final float P4 = -0.005698824f;

    private TanhFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code tanh x}: -1 and 1 at the infinities, NaN for NaN. */
    public static float apply(float x) {
        float magnitude = Math.abs(x);
        float s = x * x;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, s, P3), s, P2), s, P1), s, P0);
        float small = Math.fma(p * s, magnitude, magnitude);
        float large = 1f - 2f / (ExpFloat.apply(magnitude + magnitude) + 1f);
        return Math.copySign(magnitude < LIMIT ? small : large, x);
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector LIMIT = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.LIMIT);
        private static final FloatVector P0 = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.P0);
        private static final FloatVector P1 = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.P1);
        private static final FloatVector P2 = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.P2);
        private static final FloatVector P3 = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.P3);
        private static final FloatVector P4 = FloatVector.broadcast(Lanes.FLOAT, TanhFloat.P4);
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);
        private static final FloatVector TWO = FloatVector.broadcast(Lanes.FLOAT, 2f);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                FloatVector magnitude = x.abs();
                FloatVector denominator =
                        ExpFloat.Wide.of(magnitude.add(magnitude)).add(ONE);
                FloatVector large = ONE.sub(TWO.div(denominator));
                FloatVector s = x.mul(x);
                FloatVector p = s.fma(P4, P3);
                p = p.fma(s, P2);
                p = p.fma(s, P1);
                p = p.fma(s, P0);
                FloatVector small = p.mul(s).fma(magnitude, magnitude);
                FloatVector y = large.blend(small, magnitude.compare(VectorOperators.LT, LIMIT));
                IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
                y.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
