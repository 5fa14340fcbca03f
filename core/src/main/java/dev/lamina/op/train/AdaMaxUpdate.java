package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code m += (grad - m) * (1 - beta1); v = max(beta2 * v, |grad|); var -= lr / (1 - beta1_power) * (m / (v + epsilon))}; {@code m} and
 * {@code v} are left without {@link Denormals}.
 */
final class AdaMaxUpdate extends Update {
    AdaMaxUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float power = in[3].floats()[0];
        float lr = in[4].floats()[0];
        float beta1 = in[5].floats()[0];
        float beta2 = in[6].floats()[0];
        float epsilon = in[7].floats()[0];
        update(
                in[0].floats(),
                in[1].floats(),
                in[2].floats(),
                in[8].floats(),
                power,
                lr,
                beta1,
                beta2,
                epsilon,
                from,
                to);
    }

    private static void update(
            float[] var,
            float[] m,
            float[] v,
            float[] grad,
            float power,
            float lr,
            float beta1,
            float beta2,
            float epsilon,
            int from,
            int to) {
        float rate = lr / (1f - power);
        float rest = 1f - beta1;
        for (int i = from; i < to; i++) {
            float mean = m[i] + (grad[i] - m[i]) * rest;
            float most = Math.max(beta2 * v[i], Math.abs(grad[i]));
            m[i] = mean;
            v[i] = most;
            var[i] -= rate * (mean / (most + epsilon));
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double power = in[3].doubles()[0];
        double lr = in[4].doubles()[0];
        double beta1 = in[5].doubles()[0];
        double beta2 = in[6].doubles()[0];
        double epsilon = in[7].doubles()[0];
        update(
                in[0].doubles(),
                in[1].doubles(),
                in[2].doubles(),
                in[8].doubles(),
                power,
                lr,
                beta1,
                beta2,
                epsilon,
                from,
                to);
    }

    private static void update(
            double[] var,
            double[] m,
            double[] v,
            double[] grad,
            double power,
            double lr,
            double beta1,
            double beta2,
            double epsilon,
            int from,
            int to) {
        double rate = lr / (1.0 - power);
        double rest = 1.0 - beta1;
        for (int i = from; i < to; i++) {
            double mean = m[i] + (grad[i] - m[i]) * rest;
            double most = Math.max(beta2 * v[i], Math.abs(grad[i]));
            m[i] = mean;
            v[i] = most;
            var[i] -= rate * (mean / (most + epsilon));
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }
}
