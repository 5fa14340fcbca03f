package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code accum = accum * rho + grad * grad * (1 - rho); update = sqrt(accum_update + epsilon) / sqrt(accum + epsilon) *
 * grad; accum_update = accum_update * rho + update * update * (1 - rho); var -= update * lr}; {@code accum} and {@code
 * accum_update} are left without {@link Denormals}.
 */
final class AdadeltaUpdate extends Update {
    AdadeltaUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[3].floats()[0];
        float rho = in[4].floats()[0];
        float epsilon = in[5].floats()[0];
        update(in[0].floats(), in[1].floats(), in[2].floats(), lr, rho, epsilon, in[6].floats(), from, to);
    }

    private static void update(
            float[] var,
            float[] accum,
            float[] accumUpdate,
            float lr,
            float rho,
            float epsilon,
            float[] grad,
            int from,
            int to) {
        float rest = 1f - rho;
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float a = accum[i] * rho + g * g * rest;
            float u = accumUpdate[i];
            float update = (float) Math.sqrt(u + epsilon) * (1f / (float) Math.sqrt(a + epsilon)) * g;
            accum[i] = a;
            accumUpdate[i] = u * rho + update * update * rest;
            var[i] -= update * lr;
        }
        Denormals.flush(accum, from, to);
        Denormals.flush(accumUpdate, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[3].doubles()[0];
        double rho = in[4].doubles()[0];
        double epsilon = in[5].doubles()[0];
        update(in[0].doubles(), in[1].doubles(), in[2].doubles(), lr, rho, epsilon, in[6].doubles(), from, to);
    }

    private static void update(
            double[] var,
            double[] accum,
            double[] accumUpdate,
            double lr,
            double rho,
            double epsilon,
            double[] grad,
            int from,
            int to) {
        double rest = 1.0 - rho;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double a = accum[i] * rho + g * g * rest;
            double u = accumUpdate[i];
            double update = Math.sqrt(u + epsilon) * (1.0 / Math.sqrt(a + epsilon)) * g;
            accum[i] = a;
            accumUpdate[i] = u * rho + update * update * rest;
            var[i] -= update * lr;
        }
        Denormals.flush(accum, from, to);
        Denormals.flush(accumUpdate, from, to);
    }
}
