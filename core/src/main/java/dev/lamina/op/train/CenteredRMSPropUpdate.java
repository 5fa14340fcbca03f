package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code ms += (grad * grad - ms) * (1 - rho); mg += (grad - mg) * (1 - rho); mom = mom * momentum + grad * lr / sqrt(ms - mg * mg +
 * epsilon); var -= mom}; {@code mg}, {@code ms} and {@code mom} are left without {@link Denormals}.
 */
final class CenteredRMSPropUpdate extends Update {
    CenteredRMSPropUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[4].floats()[0];
        float rho = in[5].floats()[0];
        float momentum = in[6].floats()[0];
        float epsilon = in[7].floats()[0];
        update(
                in[0].floats(),
                in[1].floats(),
                in[2].floats(),
                in[3].floats(),
                in[8].floats(),
                lr,
                rho,
                momentum,
                epsilon,
                from,
                to);
    }

    private static void update(
            float[] var,
            float[] mg,
            float[] ms,
            float[] mom,
            float[] grad,
            float lr,
            float rho,
            float momentum,
            float epsilon,
            int from,
            int to) {
        float rest = 1f - rho;
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float square = ms[i] + (g * g - ms[i]) * rest;
            float mean = mg[i] + (g - mg[i]) * rest;
            ms[i] = square;
            mg[i] = mean;
            float step = mom[i] * momentum + g * lr / (float) Math.sqrt(square - mean * mean + epsilon);
            mom[i] = step;
            var[i] -= step;
        }
        Denormals.flush(mg, from, to);
        Denormals.flush(ms, from, to);
        Denormals.flush(mom, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[4].doubles()[0];
        double rho = in[5].doubles()[0];
        double momentum = in[6].doubles()[0];
        double epsilon = in[7].doubles()[0];
        update(
                in[0].doubles(),
                in[1].doubles(),
                in[2].doubles(),
                in[3].doubles(),
                in[8].doubles(),
                lr,
                rho,
                momentum,
                epsilon,
                from,
                to);
    }

    private static void update(
            double[] var,
            double[] mg,
            double[] ms,
            double[] mom,
            double[] grad,
            double lr,
            double rho,
            double momentum,
            double epsilon,
            int from,
            int to) {
        double rest = 1.0 - rho;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double square = ms[i] + (g * g - ms[i]) * rest;
            double mean = mg[i] + (g - mg[i]) * rest;
            ms[i] = square;
            mg[i] = mean;
            double step = mom[i] * momentum + g * lr / Math.sqrt(square - mean * mean + epsilon);
            mom[i] = step;
            var[i] -= step;
        }
        Denormals.flush(mg, from, to);
        Denormals.flush(ms, from, to);
        Denormals.flush(mom, from, to);
    }
}
