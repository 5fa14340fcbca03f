package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code m = m * beta + grad * (1 - beta); var -= lr * (alpha + sign_decay * sign(grad) * sign(m)) * grad}; {@code m} is left without
 * {@link Denormals}.
 */
final class AddSignUpdate extends Update {
    AddSignUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[2].floats()[0];
        float alpha = in[3].floats()[0];
        float decay = in[4].floats()[0];
        float beta = in[5].floats()[0];
        update(in[0].floats(), in[1].floats(), in[6].floats(), lr, alpha, decay, beta, from, to);
    }

    private static void update(
            float[] var, float[] m, float[] grad, float lr, float alpha, float decay, float beta, int from, int to) {
        float rest = 1f - beta;
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float mean = m[i] * beta + g * rest;
            m[i] = mean;
            var[i] -= lr * (alpha + decay * (Math.signum(g) * Math.signum(mean))) * g;
        }
        Denormals.flush(m, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[2].doubles()[0];
        double alpha = in[3].doubles()[0];
        double decay = in[4].doubles()[0];
        double beta = in[5].doubles()[0];
        update(in[0].doubles(), in[1].doubles(), in[6].doubles(), lr, alpha, decay, beta, from, to);
    }

    private static void update(
            double[] var,
            double[] m,
            double[] grad,
            double lr,
            double alpha,
            double decay,
            double beta,
            int from,
            int to) {
        double rest = 1.0 - beta;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] * beta + g * rest;
            m[i] = mean;
            var[i] -= lr * (alpha + decay * (Math.signum(g) * Math.signum(mean))) * g;
        }
        Denormals.flush(m, from, to);
    }
}
