package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/**
 * What normalisation does to rows of floats of which each column has a mean of its own: the rows of {@code n} elements lie one after the other from
 * {@code at} on, what belongs to their columns from 0 on.
 *
 * <p>The SIMD forms go down the rows a vector of columns after the other, so that what belongs to these stays in registers; each column is summed in the
 * order of the rows in any case.
 */
public final class CenteredFloat {
    private CenteredFloat() {}

    /** Adds the elements to {@code sums}. */
    public static void sums(float[] x, int at, int rows, float[] sums, int to, int n) {
        int first = Simd.isEnabled() ? Wide.sums(x, at, rows, sums, to, n) : 0;
        for (int row = 0; row < rows; row++) {
            for (int i = first; i < n; i++) {
                sums[to + i] += x[at + row * n + i];
            }
        }
    }

    /** Adds the squares of {@code x - mean} to {@code sums}. */
    public static void squares(float[] x, int at, int rows, float[] mean, float[] sums, int to, int n) {
        int first = Simd.isEnabled() ? Wide.squares(x, at, rows, mean, sums, to, n) : 0;
        for (int row = 0; row < rows; row++) {
            for (int i = first; i < n; i++) {
                float d = x[at + row * n + i] - mean[i];
                sums[to + i] += d * d;
            }
        }
    }

    /** Adds the products of {@code g} and {@code x - mean} to {@code sums}. */
    public static void products(float[] g, float[] x, int at, int rows, float[] mean, float[] sums, int to, int n) {
        int first = Simd.isEnabled() ? Wide.products(g, x, at, rows, mean, sums, to, n) : 0;
        for (int row = 0; row < rows; row++) {
            for (int i = first; i < n; i++) {
                sums[to + i] += g[at + row * n + i] * (x[at + row * n + i] - mean[i]);
            }
        }
    }

    /** {@code y = (x - mean) * factor + offset}. */
    public static void scale(
            float[] x, int at, int rows, float[] mean, float[] factor, float[] offset, float[] y, int n) {
        int first = Simd.isEnabled() ? Wide.scale(x, at, rows, mean, factor, offset, y, n) : 0;
        for (int row = 0; row < rows; row++) {
            for (int i = first; i < n; i++) {
                int place = at + row * n + i;
                y[place] = (x[place] - mean[i]) * factor[i] + offset[i];
            }
        }
    }

    /** {@code y = (g - shift - (x - mean) * slope) * factor}. */
    public static void gradient(
            float[] g,
            float[] x,
            int at,
            int rows,
            float[] mean,
            float[] shift,
            float[] slope,
            float[] factor,
            float[] y,
            int n) {
        int first = Simd.isEnabled() ? Wide.gradient(g, x, at, rows, mean, shift, slope, factor, y, n) : 0;
        for (int row = 0; row < rows; row++) {
            for (int i = first; i < n; i++) {
                int place = at + row * n + i;
                y[place] = (g[place] - shift[i] - (x[place] - mean[i]) * slope[i]) * factor[i];
            }
        }
    }

    /** The SIMD forms. */
    static final class Wide {
        private Wide() {}

        /** The columns that whole vectors hold. */
        private static int columns(int rows, int n) {
            return rows == 0 ? 0 : Lanes.FLOAT.loopBound(n);
        }

        static int sums(float[] x, int at, int rows, float[] sums, int to, int n) {
            int end = columns(rows, n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, sums, to + i);
                for (int row = 0; row < rows; row++) {
                    sum = sum.add(FloatVector.fromArray(Lanes.FLOAT, x, at + i + row * n));
                }
                sum.intoArray(sums, to + i);
            }
            return end;
        }

        static int squares(float[] x, int at, int rows, float[] mean, float[] sums, int to, int n) {
            int end = columns(rows, n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector center = FloatVector.fromArray(Lanes.FLOAT, mean, i);
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, sums, to + i);
                for (int row = 0; row < rows; row++) {
                    FloatVector d = FloatVector.fromArray(Lanes.FLOAT, x, at + i + row * n)
                            .sub(center);
                    sum = sum.add(d.mul(d));
                }
                sum.intoArray(sums, to + i);
            }
            return end;
        }

        static int products(float[] g, float[] x, int at, int rows, float[] mean, float[] sums, int to, int n) {
            int end = columns(rows, n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector center = FloatVector.fromArray(Lanes.FLOAT, mean, i);
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, sums, to + i);
                for (int row = 0; row < rows; row++) {
                    int place = at + i + row * n;
                    FloatVector d = FloatVector.fromArray(Lanes.FLOAT, x, place).sub(center);
                    sum = sum.add(d.mul(FloatVector.fromArray(Lanes.FLOAT, g, place)));
                }
                sum.intoArray(sums, to + i);
            }
            return end;
        }

        static int scale(float[] x, int at, int rows, float[] mean, float[] factor, float[] offset, float[] y, int n) {
            int end = columns(rows, n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector center = FloatVector.fromArray(Lanes.FLOAT, mean, i);
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, factor, i);
                FloatVector plus = FloatVector.fromArray(Lanes.FLOAT, offset, i);
                for (int row = 0; row < rows; row++) {
                    int place = at + i + row * n;
                    FloatVector d = FloatVector.fromArray(Lanes.FLOAT, x, place).sub(center);
                    d.mul(by).add(plus).intoArray(y, place);
                }
            }
            return end;
        }

        static int gradient(
                float[] g,
                float[] x,
                int at,
                int rows,
                float[] mean,
                float[] shift,
                float[] slope,
                float[] factor,
                float[] y,
                int n) {
            int end = columns(rows, n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector center = FloatVector.fromArray(Lanes.FLOAT, mean, i);
                FloatVector minus = FloatVector.fromArray(Lanes.FLOAT, shift, i);
                FloatVector along = FloatVector.fromArray(Lanes.FLOAT, slope, i);
                FloatVector by = FloatVector.fromArray(Lanes.FLOAT, factor, i);
                for (int row = 0; row < rows; row++) {
                    int place = at + i + row * n;
                    FloatVector d = FloatVector.fromArray(Lanes.FLOAT, x, place).sub(center);
                    FloatVector slant =
                            FloatVector.fromArray(Lanes.FLOAT, g, place).sub(minus);
                    slant.sub(d.mul(along)).mul(by).intoArray(y, place);
                }
            }
            return end;
        }
    }
}
