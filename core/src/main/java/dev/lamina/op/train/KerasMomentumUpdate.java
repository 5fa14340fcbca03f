package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code accum = accum * momentum - grad * lr; var += accum}, or with Nesterov's form {@code var += accum * momentum - grad * lr}. {@code accum}
 * is left without {@link Denormals}.
 */
final class KerasMomentumUpdate extends Update {
    private final boolean useNesterov;

    KerasMomentumUpdate(KernelContext c, boolean useNesterov) {
        super(c);
        this.useNesterov = useNesterov;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[2].floats()[0];
        float momentum = in[4].floats()[0];
        update(in[0].floats(), in[1].floats(), in[3].floats(), lr, momentum, from, to);
    }

    private void update(float[] var, float[] accum, float[] grad, float lr, float momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            float descent = grad[i] * lr;
            float a = accum[i] * momentum - descent;
            accum[i] = a;
            var[i] += useNesterov ? a * momentum - descent : a;
        }
        Denormals.flush(accum, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[2].doubles()[0];
        double momentum = in[4].doubles()[0];
        update(in[0].doubles(), in[1].doubles(), in[3].doubles(), lr, momentum, from, to);
    }

    private void update(double[] var, double[] accum, double[] grad, double lr, double momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            double descent = grad[i] * lr;
            double a = accum[i] * momentum - descent;
            accum[i] = a;
            var[i] += useNesterov ? a * momentum - descent : a;
        }
        Denormals.flush(accum, from, to);
    }
}
