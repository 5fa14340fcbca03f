package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code ms += (grad * grad - ms) * (1 - rho); mom = mom * momentum + grad * lr / sqrt(ms + epsilon); var -= mom}; {@code ms} and {@code mom} are
 * left without {@link Denormals}.
 */
final class RMSPropUpdate extends Update {
    RMSPropUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[3].floats()[0];
        float rest = 1f - in[4].floats()[0];
        float momentum = in[5].floats()[0];
        float epsilon = in[6].floats()[0];
        update(in[0].floats(), in[1].floats(), in[2].floats(), lr, rest, momentum, epsilon, in[7].floats(), from, to);
    }

    private static void update(
            float[] var,
            float[] ms,
            float[] mom,
            float lr,
            float rest,
            float momentum,
            float epsilon,
            float[] grad,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float square = ms[i] + (g * g - ms[i]) * rest;
            ms[i] = square;
            float step = mom[i] * momentum + g * lr / (float) Math.sqrt(square + epsilon);
            mom[i] = step;
            var[i] -= step;
        }
        Denormals.flush(ms, from, to);
        Denormals.flush(mom, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[3].doubles()[0];
        double rest = 1.0 - in[4].doubles()[0];
        double momentum = in[5].doubles()[0];
        double epsilon = in[6].doubles()[0];
        update(
                in[0].doubles(),
                in[1].doubles(),
                in[2].doubles(),
                lr,
                rest,
                momentum,
                epsilon,
                in[7].doubles(),
                from,
                to);
    }

    private static void update(
            double[] var,
            double[] ms,
            double[] mom,
            double lr,
            double rest,
            double momentum,
            double epsilon,
            double[] grad,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double square = ms[i] + (g * g - ms[i]) * rest;
            ms[i] = square;
            double step = mom[i] * momentum + g * lr / Math.sqrt(square + epsilon);
            mom[i] = step;
            var[i] -= step;
        }
        Denormals.flush(ms, from, to);
        Denormals.flush(mom, from, to);
    }
}
