package dev.lamina.kernel.convolution;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loops of convolutions whose channels each have a filter of their own: along channels, side by side. */
final class TapLoopsFloat {
    private TapLoopsFloat() {}

    /**
     * Sums over a block of taps, for each channel on its own.
     *
     * @param from where the channels of the first tap lie in {@code x}
     * @param at where those of its filter lie in {@code w}
     * @param to where the sums go
     * @param countZ how many taps there are along the first axis
     * @param countY along the second
     * @param countX along the third
     * @param steps from one tap to the next in {@code x}, along each axis, and in {@code w}
     */
    static void sums(
            float[] x,
            int from,
            float[] w,
            int at,
            float[] y,
            int to,
            int channels,
            int countZ,
            int countY,
            int countX,
            int[] steps) {
        int done = Simd.isEnabled() ? Wide.sums(x, from, w, at, y, to, channels, countZ, countY, countX, steps) : 0;
        for (int c = done; c < channels; c++) {
            float sum = 0f;
            for (int i = 0; i < countZ; i++) {
                for (int j = 0; j < countY; j++) {
                    int p = from + i * steps[0] + j * steps[1] + c;
                    int q = at + i * steps[3] + j * steps[4] + c;
                    for (int k = 0; k < countX; k++) {
                        sum = Math.fma(x[p + k * steps[2]], w[q + k * steps[5]], sum);
                    }
                }
            }
            y[to + c] = sum;
        }
    }

    /**
     * Adds, for each channel, the products along a line.
     *
     * @param count how many products there are, {@code stepX} and {@code stepY} apart
     */
    static void products(
            float[] x, int ofX, int stepX, float[] y, int ofY, int stepY, int count, float[] w, int to, int channels) {
        int done = Simd.isEnabled() ? Wide.products(x, ofX, stepX, y, ofY, stepY, count, w, to, channels) : 0;
        for (int c = done; c < channels; c++) {
            float sum = w[to + c];
            for (int i = 0; i < count; i++) {
                sum = Math.fma(x[ofX + i * stepX + c], y[ofY + i * stepY + c], sum);
            }
            w[to + c] = sum;
        }
    }

    /** The same with vectors. */
    private static final class Wide {
        private static final VectorSpecies<Float> F = Lanes.FLOAT;

        private Wide() {}

        static int sums(
                float[] x,
                int from,
                float[] w,
                int at,
                float[] y,
                int to,
                int channels,
                int countZ,
                int countY,
                int countX,
                int[] steps) {
            int width = F.length();
            int c = 0;
            for (; c + 4 * width <= channels; c += 4 * width) {
                fours(x, from + c, w, at + c, y, to + c, countZ, countY, countX, steps);
            }
            for (; c + width <= channels; c += width) {
                ones(x, from + c, w, at + c, y, to + c, countZ, countY, countX, steps);
            }
            return c;
        }

        private static void fours(
                float[] x,
                int from,
                float[] w,
                int at,
                float[] y,
                int to,
                int countZ,
                int countY,
                int countX,
                int[] steps) {
            int width = F.length();
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = FloatVector.zero(F);
            FloatVector s2 = FloatVector.zero(F);
            FloatVector s3 = FloatVector.zero(F);
            for (int i = 0; i < countZ; i++) {
                for (int j = 0; j < countY; j++) {
                    int p = from + i * steps[0] + j * steps[1];
                    int q = at + i * steps[3] + j * steps[4];
                    for (int k = 0; k < countX; k++) {
                        s0 = FloatVector.fromArray(F, x, p).fma(FloatVector.fromArray(F, w, q), s0);
                        s1 = FloatVector.fromArray(F, x, p + width).fma(FloatVector.fromArray(F, w, q + width), s1);
                        s2 = FloatVector.fromArray(F, x, p + 2 * width)
                                .fma(FloatVector.fromArray(F, w, q + 2 * width), s2);
                        s3 = FloatVector.fromArray(F, x, p + 3 * width)
                                .fma(FloatVector.fromArray(F, w, q + 3 * width), s3);
                        p += steps[2];
                        q += steps[5];
                    }
                }
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + width);
            s2.intoArray(y, to + 2 * width);
            s3.intoArray(y, to + 3 * width);
        }

        private static void ones(
                float[] x,
                int from,
                float[] w,
                int at,
                float[] y,
                int to,
                int countZ,
                int countY,
                int countX,
                int[] steps) {
            FloatVector sum = FloatVector.zero(F);
            for (int i = 0; i < countZ; i++) {
                for (int j = 0; j < countY; j++) {
                    int p = from + i * steps[0] + j * steps[1];
                    int q = at + i * steps[3] + j * steps[4];
                    for (int k = 0; k < countX; k++) {
                        sum = FloatVector.fromArray(F, x, p).fma(FloatVector.fromArray(F, w, q), sum);
                        p += steps[2];
                        q += steps[5];
                    }
                }
            }
            sum.intoArray(y, to);
        }

        static int products(
                float[] x,
                int ofX,
                int stepX,
                float[] y,
                int ofY,
                int stepY,
                int count,
                float[] w,
                int to,
                int channels) {
            int width = F.length();
            int c = 0;
            for (; c + 4 * width <= channels; c += 4 * width) {
                fours(x, ofX + c, stepX, y, ofY + c, stepY, count, w, to + c);
            }
            for (; c + width <= channels; c += width) {
                FloatVector sum = FloatVector.fromArray(F, w, to + c);
                for (int i = 0; i < count; i++) {
                    sum = FloatVector.fromArray(F, x, ofX + c + i * stepX)
                            .fma(FloatVector.fromArray(F, y, ofY + c + i * stepY), sum);
                }
                sum.intoArray(w, to + c);
            }
            return c;
        }

        private static void fours(
                float[] x, int ofX, int stepX, float[] y, int ofY, int stepY, int count, float[] w, int to) {
            int width = F.length();
            FloatVector s0 = FloatVector.fromArray(F, w, to);
            FloatVector s1 = FloatVector.fromArray(F, w, to + width);
            FloatVector s2 = FloatVector.fromArray(F, w, to + 2 * width);
            FloatVector s3 = FloatVector.fromArray(F, w, to + 3 * width);
            for (int i = 0; i < count; i++) {
                int p = ofX + i * stepX;
                int q = ofY + i * stepY;
                s0 = FloatVector.fromArray(F, x, p).fma(FloatVector.fromArray(F, y, q), s0);
                s1 = FloatVector.fromArray(F, x, p + width).fma(FloatVector.fromArray(F, y, q + width), s1);
                s2 = FloatVector.fromArray(F, x, p + 2 * width).fma(FloatVector.fromArray(F, y, q + 2 * width), s2);
                s3 = FloatVector.fromArray(F, x, p + 3 * width).fma(FloatVector.fromArray(F, y, q + 3 * width), s3);
            }
            s0.intoArray(w, to);
            s1.intoArray(w, to + width);
            s2.intoArray(w, to + 2 * width);
            s3.intoArray(w, to + 3 * width);
        }
    }
}
