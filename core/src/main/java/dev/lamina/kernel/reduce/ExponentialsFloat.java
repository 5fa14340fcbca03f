package dev.lamina.kernel.reduce;

import dev.lamina.kernel.elementary.ExpFloat;
import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The exponentials of the rows of a matrix of floats, less each row's greatest element so that none overflows. */
final class ExponentialsFloat {
    /** Rows shorter than this are done sooner one by one; no vector is longer. */
    private static final int WIDE_FROM = 32;

    private final int columns;
    private final float[] max;
    private final float[] sum;

    /** For a matrix of this shape. */
    ExponentialsFloat(int rows, int columns) {
        this.columns = columns;
        max = new float[rows];
        sum = new float[rows];
    }

    /** Writes {@code e^(x - max)} of the rows {@code from} to {@code to} (exclusive) to {@code y}, which may be {@code x}. */
    void run(float[] x, float[] y, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * columns;
            float greatest = max(x, at, at + columns);
            max[row] = greatest;
            subtract(x, greatest, y, at, at + columns);
        }
        ExpFloat.run(y, from * columns, y, from * columns, (to - from) * columns);
        for (int row = from; row < to; row++) {
            sum[row] = sum(y, row * columns, columns);
        }
    }

    /** Takes what was computed of {@code n} rows elsewhere. */
    void set(int row, int n, float[] greatest, float[] sums) {
        System.arraycopy(greatest, 0, max, row, n);
        System.arraycopy(sums, 0, sum, row, n);
    }

    /** The greatest element of a row; NaN if one is. */
    float max(int row) {
        return max[row];
    }

    /** The sum of the exponentials of a row. */
    float sum(int row) {
        return sum[row];
    }

    private static float max(float[] x, int from, int to) {
        if (Simd.isEnabled() && to - from >= WIDE_FROM) {
            return Wide.max(x, from, to);
        }
        float greatest = Float.NEGATIVE_INFINITY;
        for (int k = from; k < to; k++) {
            greatest = Math.max(greatest, x[k]);
        }
        return greatest;
    }

    private static void subtract(float[] x, float greatest, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] - greatest;
        }
    }

    /** Eight sums side by side, which is as fast as one thread adds without vectors, and more exact than one. */
    private static float sum(float[] x, int at, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int k = 0;
        for (; k + 8 <= n; k += 8) {
            a += x[at + k];
            b += x[at + k + 1];
            c += x[at + k + 2];
            d += x[at + k + 3];
            e += x[at + k + 4];
            f += x[at + k + 5];
            g += x[at + k + 6];
            h += x[at + k + 7];
        }
        float rest = 0;
        for (; k < n; k++) {
            rest += x[at + k];
        }
        return (((a + e) + (c + g)) + ((b + f) + (d + h))) + rest;
    }

    /** The SIMD form of the greatest element, which is the same in any order. */
    private static final class Wide {
        private Wide() {}

        static float max(float[] x, int from, int to) {
            FloatVector greatest = FloatVector.fromArray(Lanes.FLOAT, x, to - Lanes.WIDTH);
            for (int k = from; k < to - Lanes.WIDTH; k += Lanes.WIDTH) {
                greatest = greatest.max(FloatVector.fromArray(Lanes.FLOAT, x, k));
            }
            return greatest.reduceLanes(VectorOperators.MAX);
        }
    }
}
