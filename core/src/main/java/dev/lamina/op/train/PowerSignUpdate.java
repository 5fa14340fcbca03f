package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code m = m * beta + grad * (1 - beta); var -= lr * exp(logbase * sign_decay * sign(grad) * sign(m)) * grad}; {@code m} is left without
 * {@link Denormals}.
 */
final class PowerSignUpdate extends Update {
    PowerSignUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[2].floats()[0];
        float base = in[3].floats()[0];
        float decay = in[4].floats()[0];
        float beta = in[5].floats()[0];
        update(in[0].floats(), in[1].floats(), in[6].floats(), lr, base, decay, beta, from, to);
    }

    private static void update(
            float[] var, float[] m, float[] grad, float lr, float base, float decay, float beta, int from, int to) {
        float rest = 1f - beta;
        float agreed = (float) StrictMath.exp(base * decay);
        float opposed = (float) StrictMath.exp(-(base * decay));
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float mean = m[i] * beta + g * rest;
            m[i] = mean;
            float sign = Math.signum(g) * Math.signum(mean);
            float scale = sign > 0 ? agreed : sign < 0 ? opposed : sign == 0 ? 1f : Float.NaN;
            var[i] -= lr * scale * g;
        }
        Denormals.flush(m, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[2].doubles()[0];
        double base = in[3].doubles()[0];
        double decay = in[4].doubles()[0];
        double beta = in[5].doubles()[0];
        update(in[0].doubles(), in[1].doubles(), in[6].doubles(), lr, base, decay, beta, from, to);
    }

    private static void update(
            double[] var,
            double[] m,
            double[] grad,
            double lr,
            double base,
            double decay,
            double beta,
            int from,
            int to) {
        double rest = 1.0 - beta;
        double agreed = StrictMath.exp(base * decay);
        double opposed = StrictMath.exp(-(base * decay));
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] * beta + g * rest;
            m[i] = mean;
            double sign = Math.signum(g) * Math.signum(mean);
            double scale = sign > 0 ? agreed : sign < 0 ? opposed : sign == 0 ? 1.0 : Double.NaN;
            var[i] -= lr * scale * g;
        }
        Denormals.flush(m, from, to);
    }
}
