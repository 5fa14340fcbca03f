package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The gradients of the rectifiers of floats, of the elements {@code from} to {@code to} (exclusive): choices, which are not
 * vectorised by themselves. The result may be written over either input.
 */
public final class ReluFloat {
    private ReluFloat() {}

    /** {@code y = g} where {@code x > 0}, else 0 (also where x is NaN). */
    public static void gradient(float[] g, float[] x, float[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.gradient(g, x, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = x[k] > 0 ? g[k] : 0f;
        }
    }

    /** {@code y = g} where {@code 0 < x < limit}, else 0 (also where x is NaN). */
    public static void gradient(float[] g, float[] x, float limit, float[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.gradient(g, x, limit, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = x[k] > 0 && x[k] < limit ? g[k] : 0f;
        }
    }

    /** {@code y = g} where {@code x > 0}, else {@code alpha * g}; with {@code g} for {@code x} too it is the leaky rectifier. */
    public static void leaky(float[] g, float[] x, float alpha, float[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.leaky(g, x, alpha, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = x[k] > 0 ? g[k] : alpha * g[k];
        }
    }

    /** The SIMD forms. */
    static final class Wide {
        private static final FloatVector ZERO = FloatVector.zero(Lanes.FLOAT);

        private Wide() {}

        static int gradient(float[] g, float[] x, float[] y, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, g, k);
                FloatVector at = FloatVector.fromArray(Lanes.FLOAT, x, k);
                ZERO.blend(by, at.compare(VectorOperators.GT, ZERO)).intoArray(y, k);
            }
            return end;
        }

        static int gradient(float[] g, float[] x, float limit, float[] y, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, g, k);
                FloatVector at = FloatVector.fromArray(Lanes.FLOAT, x, k);
                VectorMask<Float> between =
                        at.compare(VectorOperators.GT, ZERO).and(at.compare(VectorOperators.LT, limit));
                ZERO.blend(by, between).intoArray(y, k);
            }
            return end;
        }

        static int leaky(float[] g, float[] x, float alpha, float[] y, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, g, k);
                FloatVector at = FloatVector.fromArray(Lanes.FLOAT, x, k);
                by.mul(alpha).blend(by, at.compare(VectorOperators.GT, ZERO)).intoArray(y, k);
            }
            return end;
        }
    }
}
