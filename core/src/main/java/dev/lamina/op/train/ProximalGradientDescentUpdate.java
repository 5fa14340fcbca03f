package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/**
 * {@code v = var - grad * alpha; var = sign(v) * max(|v| - alpha * l1, 0) / (1 + l2 * alpha)}
 */
final class ProximalGradientDescentUpdate extends Update {
    ProximalGradientDescentUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float alpha = in[1].floats()[0];
        float l1 = in[2].floats()[0];
        float l2 = in[3].floats()[0];
        update(in[0].floats(), in[4].floats(), alpha, l1, l2, from, to);
    }

    private static void update(float[] var, float[] grad, float alpha, float l1, float l2, int from, int to) {
        float shrinkage = 1f + l2 * alpha;
        for (int i = from; i < to; i++) {
            float v = var[i] - grad[i] * alpha;
            var[i] = l1 > 0 ? Math.signum(v) * Math.max(Math.abs(v) - alpha * l1, 0f) / shrinkage : v / shrinkage;
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double alpha = in[1].doubles()[0];
        double l1 = in[2].doubles()[0];
        double l2 = in[3].doubles()[0];
        update(in[0].doubles(), in[4].doubles(), alpha, l1, l2, from, to);
    }

    private static void update(double[] var, double[] grad, double alpha, double l1, double l2, int from, int to) {
        double shrinkage = 1.0 + l2 * alpha;
        for (int i = from; i < to; i++) {
            double v = var[i] - grad[i] * alpha;
            var[i] = l1 > 0 ? Math.signum(v) * Math.max(Math.abs(v) - alpha * l1, 0.0) / shrinkage : v / shrinkage;
        }
    }
}
