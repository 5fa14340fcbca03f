package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/**
 * What normalisation does to a row of floats of which each element has a mean of its own: the {@code n} elements of the row lie from
 * {@code at} on, what belongs to their columns from 0 on.
 */
public final class CenteredFloat {
    private CenteredFloat() {}

    /** Adds the squares of {@code x - mean} to {@code sums}. */
    public static void squares(float[] x, int at, float[] mean, float[] sums, int to, int n) {
        int i = Simd.isEnabled() ? Wide.squares(x, at, mean, sums, to, n) : 0;
        for (; i < n; i++) {
            float d = x[at + i] - mean[i];
            sums[to + i] += d * d;
        }
    }

    /** Adds the products of {@code g} and {@code x - mean} to {@code sums}. */
    public static void products(float[] g, float[] x, int at, float[] mean, float[] sums, int to, int n) {
        int i = Simd.isEnabled() ? Wide.products(g, x, at, mean, sums, to, n) : 0;
        for (; i < n; i++) {
            sums[to + i] += g[at + i] * (x[at + i] - mean[i]);
        }
    }

    /** {@code y = (x - mean) * factor + offset}. */
    public static void scale(float[] x, int at, float[] mean, float[] factor, float[] offset, float[] y, int n) {
        int i = Simd.isEnabled() ? Wide.scale(x, at, mean, factor, offset, y, n) : 0;
        for (; i < n; i++) {
            y[at + i] = (x[at + i] - mean[i]) * factor[i] + offset[i];
        }
    }

    /** {@code y = (g - shift - (x - mean) * slope) * factor}. */
    public static void gradient(
            float[] g,
            float[] x,
            int at,
            float[] mean,
            float[] shift,
            float[] slope,
            float[] factor,
            float[] y,
            int n) {
        int i = Simd.isEnabled() ? Wide.gradient(g, x, at, mean, shift, slope, factor, y, n) : 0;
        for (; i < n; i++) {
            y[at + i] = (g[at + i] - shift[i] - (x[at + i] - mean[i]) * slope[i]) * factor[i];
        }
    }

    /** The SIMD forms. */
    static final class Wide {
        private Wide() {}

        static int squares(float[] x, int at, float[] mean, float[] sums, int to, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector d =
                        FloatVector.fromArray(Lanes.FLOAT, x, at + i).sub(FloatVector.fromArray(Lanes.FLOAT, mean, i));
                FloatVector.fromArray(Lanes.FLOAT, sums, to + i).add(d.mul(d)).intoArray(sums, to + i);
            }
            return end;
        }

        static int products(float[] g, float[] x, int at, float[] mean, float[] sums, int to, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, x, at + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, i))
                        .mul(FloatVector.fromArray(Lanes.FLOAT, g, at + i));
                FloatVector.fromArray(Lanes.FLOAT, sums, to + i).add(d).intoArray(sums, to + i);
            }
            return end;
        }

        static int scale(float[] x, int at, float[] mean, float[] factor, float[] offset, float[] y, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, x, at + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, i))
                        .mul(FloatVector.fromArray(Lanes.FLOAT, factor, i))
                        .add(FloatVector.fromArray(Lanes.FLOAT, offset, i))
                        .intoArray(y, at + i);
            }
            return end;
        }

        static int gradient(
                float[] g,
                float[] x,
                int at,
                float[] mean,
                float[] shift,
                float[] slope,
                float[] factor,
                float[] y,
                int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector along = FloatVector.fromArray(Lanes.FLOAT, x, at + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, mean, i))
                        .mul(FloatVector.fromArray(Lanes.FLOAT, slope, i));
                FloatVector.fromArray(Lanes.FLOAT, g, at + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, shift, i))
                        .sub(along)
                        .mul(FloatVector.fromArray(Lanes.FLOAT, factor, i))
                        .intoArray(y, at + i);
            }
            return end;
        }
    }
}
