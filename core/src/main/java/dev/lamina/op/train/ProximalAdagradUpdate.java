package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/**
 * {@code accum += grad * grad; rate = lr / sqrt(accum); v = var - grad * rate; var = sign(v) * max(|v| - rate * l1, 0) / (1 + l2 * rate)}
 */
final class ProximalAdagradUpdate extends Update {
    ProximalAdagradUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[2].floats()[0];
        float l1 = in[3].floats()[0];
        float l2 = in[4].floats()[0];
        update(in[0].floats(), in[1].floats(), in[5].floats(), lr, l1, l2, from, to);
    }

    private static void update(
            float[] var, float[] accum, float[] grad, float lr, float l1, float l2, int from, int to) {
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float a = accum[i] + g * g;
            accum[i] = a;
            float rate = lr * (1f / (float) Math.sqrt(a));
            float v = var[i] - g * rate;
            float shrinkage = 1f + l2 * rate;
            var[i] = l1 > 0 ? Math.signum(v) * Math.max(Math.abs(v) - rate * l1, 0f) / shrinkage : v / shrinkage;
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[2].doubles()[0];
        double l1 = in[3].doubles()[0];
        double l2 = in[4].doubles()[0];
        update(in[0].doubles(), in[1].doubles(), in[5].doubles(), lr, l1, l2, from, to);
    }

    private static void update(
            double[] var, double[] accum, double[] grad, double lr, double l1, double l2, int from, int to) {
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double a = accum[i] + g * g;
            accum[i] = a;
            double rate = lr * (1.0 / Math.sqrt(a));
            double v = var[i] - g * rate;
            double shrinkage = 1.0 + l2 * rate;
            var[i] = l1 > 0 ? Math.signum(v) * Math.max(Math.abs(v) - rate * l1, 0.0) / shrinkage : v / shrinkage;
        }
    }
}
