package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Exponential linear units of floats, of the elements {@code from} to {@code to} (exclusive), and their gradients. */
public final class EluFloat {
    private EluFloat() {}

    /** {@code y = below * (e^x - 1)} where {@code x < 0}, else {@code above * x}; {@code y} is another array than {@code x}. */
    public static void run(float[] x, float below, float above, float[] y, int from, int to) {
        Expm1Float.run(x, from, y, from, to - from);
        int k = Simd.isEnabled() ? Wide.join(x, below, above, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = x[k] < 0 ? below * y[k] : above * x[k];
        }
    }

    /**
     * The gradient, from that of the result {@code f}: {@code y = g * (f + below)} where {@code f < 0}, else {@code g *
     * above}. It may be written over either.
     */
    public static void gradient(float[] g, float[] f, float below, float above, float[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.gradient(g, f, below, above, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = f[k] < 0 ? g[k] * (f[k] + below) : g[k] * above;
        }
    }

    /** The SIMD forms: both sides, of which one is taken. */
    static final class Wide {
        private Wide() {}

        static int join(float[] x, float below, float above, float[] y, int from, int to) {
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector at = FloatVector.fromArray(Lanes.FLOAT, x, k);
                FloatVector negative = FloatVector.fromArray(Lanes.FLOAT, y, k).mul(below);
                at.mul(above)
                        .blend(negative, at.compare(VectorOperators.LT, 0f))
                        .intoArray(y, k);
            }
            return end;
        }

        static int gradient(float[] g, float[] f, float below, float above, float[] y, int from, int to) {
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, g, k);
                FloatVector at = FloatVector.fromArray(Lanes.FLOAT, f, k);
                by.mul(above)
                        .blend(by.mul(at.add(below)), at.compare(VectorOperators.LT, 0f))
                        .intoArray(y, k);
            }
            return end;
        }
    }
}
