package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/**
 * {@code g += grad; gg += grad * grad; var = -sign(g) * lr * max(|g| - l1 * global_step, 0) / (l2 * global_step * lr + sqrt(gg))}, with the
 * sums {@code g} of the gradients and {@code gg} of their squares.
 */
final class AdagradDAUpdate extends Update {
    AdagradDAUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[4].floats()[0];
        float l1 = in[5].floats()[0];
        float l2 = in[6].floats()[0];
        float step = in[7].longs()[0];
        update(in[0].floats(), in[1].floats(), in[2].floats(), in[3].floats(), lr, l1, l2, step, from, to);
    }

    private static void update(
            float[] var,
            float[] sums,
            float[] squares,
            float[] grad,
            float lr,
            float l1,
            float l2,
            float step,
            int from,
            int to) {
        float regularization = l2 * (step * lr);
        for (int i = from; i < to; i++) {
            float sum = sums[i] + grad[i];
            float square = squares[i] + grad[i] * grad[i];
            sums[i] = sum;
            squares[i] = square;
            float above = l1 > 0 ? Math.signum(sum) * Math.max(Math.abs(sum) - step * l1, 0f) : sum;
            var[i] = -lr * above / (regularization + (float) Math.sqrt(square));
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[4].doubles()[0];
        double l1 = in[5].doubles()[0];
        double l2 = in[6].doubles()[0];
        double step = in[7].longs()[0];
        update(in[0].doubles(), in[1].doubles(), in[2].doubles(), in[3].doubles(), lr, l1, l2, step, from, to);
    }

    private static void update(
            double[] var,
            double[] sums,
            double[] squares,
            double[] grad,
            double lr,
            double l1,
            double l2,
            double step,
            int from,
            int to) {
        double regularization = l2 * (step * lr);
        for (int i = from; i < to; i++) {
            double sum = sums[i] + grad[i];
            double square = squares[i] + grad[i] * grad[i];
            sums[i] = sum;
            squares[i] = square;
            double above = l1 > 0 ? Math.signum(sum) * Math.max(Math.abs(sum) - step * l1, 0.0) : sum;
            var[i] = -lr * above / (regularization + Math.sqrt(square));
        }
    }
}
