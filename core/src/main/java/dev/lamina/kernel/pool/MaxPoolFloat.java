package dev.lamina.kernel.pool;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Rows of windows over images of floats, whose channels lie together. Windows lie within the image; the first begins at {@code at}.
 *
 * <p>Where channels do not fill a vector, a store runs into what the next one writes; the last windows of a row are left to the plain loops.
 */
public final class MaxPoolFloat {
    private MaxPoolFloat() {}

    /**
     * How the windows of a row lie.
     *
     * @param channels how many channels lie together
     * @param rows the rows of a window
     * @param columns its columns
     * @param line from one row of the image to the next, in elements
     * @param stride from one window to the next, in elements
     */
    public record Form(int channels, int rows, int columns, int line, int stride) {}

    /** The greatest element of each of {@code count} windows, channel by channel: NaN if one is. */
    public static void greatest(Form form, float[] x, int at, int count, float[] y, int to) {
        int n = form.channels;
        int done = Simd.isEnabled() ? Wide.greatest(form, x, at, count, y, to) : 0;
        for (int window = done; window < count; window++) {
            int from = at + window * form.stride;
            int out = to + window * n;
            System.arraycopy(x, from, y, out, n);
            for (int i = 1; i < form.rows * form.columns; i++) {
                int other = from + i / form.columns * form.line + i % form.columns * n;
                for (int j = 0; j < n; j++) {
                    y[out + j] = Math.max(y[out + j], x[other + j]);
                }
            }
        }
    }

    /**
     * The gradient of that by the image: each element of {@code g} goes to the first of the greatest of its window, and 0 to the others. Windows do not overlap.
     */
    public static void gradient(Form form, float[] x, int at, int count, float[] g, int from, float[] y) {
        int n = form.channels;
        int done = Simd.isEnabled() ? Wide.gradient(form, x, at, count, g, from, y) : 0;
        for (int window = done; window < count; window++) {
            int first = at + window * form.stride;
            for (int j = first; j < first + n; j++) {
                int best = j;
                for (int i = 0; i < form.rows * form.columns; i++) {
                    int place = j + i / form.columns * form.line + i % form.columns * n;
                    best = x[place] > x[best] ? place : best;
                    y[place] = 0f;
                }
                y[best] = g[from + window * n + j - first] + 0f; // +0 for -0, as in a sum
            }
        }
    }

    /** The SIMD forms, which give how many windows they have done. */
    static final class Wide {
        private Wide() {}

        /** Of so many windows those whose vectors stay within {@code end}, each window's a stride further on. */
        private static int fitting(int count, long first, int stride, long end) {
            return Math.clamp(Math.floorDiv(end - first, (long) stride) + 1, 0, count);
        }

        /** Where the vectors of a window end: beyond its channels if these are fewer than a vector has, else the last one begins earlier. */
        private static int reach(Form form) {
            return Math.max(form.channels, Lanes.WIDTH);
        }

        static int greatest(Form form, float[] x, int at, int count, float[] y, int to) {
            int n = form.channels;
            int lastPlace = (form.rows - 1) * form.line + (form.columns - 1) * n;
            int written = fitting(count, (long) to + reach(form), n, (long) to + (long) count * n);
            int windows = fitting(written, (long) at + lastPlace + reach(form), form.stride, x.length);
            int last = Math.max(0, n - Lanes.WIDTH);
            for (int window = 0; window < windows; window++) {
                for (int next = 0; next < n; next += Lanes.WIDTH) {
                    int j = Math.min(next, last);
                    int place = at + window * form.stride + j;
                    greatest(form.rows, form.columns, form.line, n, x, place, y, to + window * n + j);
                }
            }
            return windows;
        }

        /** A vector of channels of a window. */
        static void greatest(int rows, int columns, int line, int n, float[] x, int at, float[] y, int to) {
            if (rows == 0) {
                return;
            }
            FloatVector greatest = FloatVector.fromArray(Lanes.FLOAT, x, at);
            for (int row = 0; row < rows; row++) {
                int from = at + row * line;
                for (int column = 0; column < columns; column++) {
                    greatest = greatest.max(FloatVector.fromArray(Lanes.FLOAT, x, from + column * n));
                }
            }
            greatest.intoArray(y, to);
        }

        static int gradient(Form form, float[] x, int at, int count, float[] g, int from, float[] y) {
            int n = form.channels;
            boolean isWhole = reach(form) == n;
            if (!isWhole && form.stride != form.columns * n) {
                return 0; // what a store runs into would not be written again
            }
            int within = fitting(
                    count, (long) (form.columns - 1) * n + reach(form), form.stride, (long) count * form.stride);
            int windows = fitting(isWhole ? count : within, (long) from + reach(form), n, g.length);
            int last = Math.max(0, n - Lanes.WIDTH);
            for (int window = 0; window < windows; window++) {
                for (int next = 0; next < n; next += Lanes.WIDTH) {
                    int j = Math.min(next, last);
                    int place = at + window * form.stride + j;
                    gradient(form.rows, form.columns, form.line, n, x, place, g, from + window * n + j, y);
                }
            }
            return windows;
        }

        /** A vector of channels of a window: once the number of the greatest element is known, each gets the gradient or 0. */
        static void gradient(
                int rows, int columns, int line, int n, float[] x, int at, float[] g, int from, float[] y) {
            if (rows == 0) {
                return;
            }
            FloatVector greatest = FloatVector.fromArray(Lanes.FLOAT, x, at);
            FloatVector number = FloatVector.zero(Lanes.FLOAT);
            float i = 0;
            for (int row = 0; row < rows; row++) {
                int first = at + row * line;
                for (int column = 0; column < columns; column++) {
                    FloatVector other = FloatVector.fromArray(Lanes.FLOAT, x, first + column * n);
                    VectorMask<Float> isGreater = other.compare(VectorOperators.GT, greatest);
                    greatest = greatest.blend(other, isGreater);
                    number = number.blend(FloatVector.broadcast(Lanes.FLOAT, i), isGreater);
                    i++;
                }
            }
            FloatVector slope = FloatVector.fromArray(Lanes.FLOAT, g, from).add(0f);
            i = 0;
            for (int row = 0; row < rows; row++) {
                int first = at + row * line;
                for (int column = 0; column < columns; column++) {
                    VectorMask<Float> isIt = number.eq(FloatVector.broadcast(Lanes.FLOAT, i));
                    FloatVector.zero(Lanes.FLOAT).blend(slope, isIt).intoArray(y, first + column * n);
                    i++;
                }
            }
        }
    }
}
