package dev.lamina.op.image;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * For each place along an axis of a resized picture, which of the first picture's places it is a weighted sum of. They lie in
 * workspace, so each run computes them anew.
 */
final class Taps {
    private static final int TABLE = 1 << 10;
    private static final float LEAST_SUM = 1000 * Float.MIN_NORMAL;

    /** How many places are summed. */
    final int count;

    /** Their numbers, {@link #count} for each place. */
    final int[] index;

    /** Their weights. */
    final float[] weight;

    private final Resizing how;
    private final int in;
    private final int out;

    private Taps(KernelContext c, Resizing how, int count, long in, long out) {
        this.how = how;
        this.count = count;
        this.in = (int) in;
        this.out = (int) out;
        Shape shape = Shape.of(out, count);
        index = c.workspace(DType.INT32, shape).ints();
        weight = c.workspace(DType.FLOAT32, shape).floats();
    }

    /** The two neighbours. */
    static Taps linear(KernelContext c, Resizing how, long in, long out) {
        return new Taps(c, how, 2, in, out);
    }

    /** Four neighbours with the weights of cubic convolution. */
    static Taps cubic(KernelContext c, Resizing how, long in, long out) {
        return new Taps(c, how, 4, in, out);
    }

    /** Computes them, at the beginning of a run. */
    void fill() {
        float scale = how.scale(in, out);
        for (int x = 0; x < out; x++) {
            float place = how.place(x, scale);
            if (count == 2) {
                linear(x, place);
            } else {
                cubic(x, place);
            }
        }
    }

    private void linear(int x, float place) {
        float floor = (float) Math.floor(place);
        index[2 * x] = (int) Math.max(floor, 0);
        index[2 * x + 1] = (int) Math.min(Math.ceil(place), in - 1);
        weight[2 * x + 1] = place - floor;
        weight[2 * x] = 1 - weight[2 * x + 1];
    }

    private void cubic(int x, float place) {
        int floor = (int) Math.floor(place);
        double offset = Math.rint((place - floor) * TABLE) / TABLE;
        // Keys' coefficient where the centres are right; the other is what TensorFlow had before.
        double a = how.halfPixelCenters() ? -0.5 : -0.75;
        weight[4 * x] = far(a, offset);
        weight[4 * x + 1] = near(a, offset);
        weight[4 * x + 2] = near(a, 1 - offset);
        weight[4 * x + 3] = far(a, 1 - offset);
        float sum = 0;
        for (int k = 0; k < 4; k++) {
            int own = floor - 1 + k;
            index[4 * x + k] = Math.clamp(own, 0, in - 1);
            if (how.halfPixelCenters() && index[4 * x + k] != own) {
                weight[4 * x + k] = 0;
            }
            sum += weight[4 * x + k];
        }
        float norm = how.halfPixelCenters() && Math.abs(sum) >= LEAST_SUM ? 1 / sum : 1;
        for (int k = 0; k < 4; k++) {
            weight[4 * x + k] *= norm;
        }
    }

    private static float near(double a, double x) {
        return (float) (((a + 2) * x - (a + 3)) * x * x + 1);
    }

    private static float far(double a, double x) {
        double y = x + 1;
        return (float) (((a * y - 5 * a) * y + 8 * a) * y - 4 * a);
    }
}
