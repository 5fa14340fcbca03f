package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/** The reciprocal square root of floats, {@code 1 / sqrt(x)}: both steps rounded once, never estimated. */
public final class RsqrtFloat {
    private RsqrtFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns {@code 1 / sqrt(x)}: infinity of the zero's sign for 0, NaN below it and for NaN. */
    public static float apply(float x) {
        return 1f / (float) Math.sqrt(x);
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                ONE.div(x.sqrt()).intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
