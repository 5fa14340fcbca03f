package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.kernel.update.MomentumFloat;
import dev.lamina.op.kernel.GradientReader;
import dev.lamina.tensor.Buffer;

/**
 * {@code accum = accum * momentum + grad; var -= accum * lr}, or with Nesterov's form {@code var -= grad * lr + accum *
 * momentum * lr}. {@code accum} is left without {@link Denormals}.
 */
final class MomentumUpdate extends Update implements GradientReader {
    private static final int GRADIENT = 3;

    private final boolean useNesterov;

    MomentumUpdate(KernelContext c, boolean useNesterov) {
        super(c);
        this.useNesterov = useNesterov;
    }

    @Override
    public int gradientInput() {
        return GRADIENT;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        run(in[GRADIENT].floats(), from, from, to);
    }

    @Override
    public void run(float[] gradient, int at, int from, int to) {
        Buffer[] in = inputs();
        float lr = in[2].floats()[0];
        float momentum = in[4].floats()[0];
        if (useNesterov) {
            MomentumFloat.nesterov(in[0].floats(), in[1].floats(), lr, gradient, at, momentum, from, to);
        } else {
            MomentumFloat.run(in[0].floats(), in[1].floats(), lr, gradient, at, momentum, from, to);
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[2].doubles()[0];
        double momentum = in[4].doubles()[0];
        if (useNesterov) {
            nesterov(in[0].doubles(), in[1].doubles(), lr, in[3].doubles(), momentum, from, to);
        } else {
            plain(in[0].doubles(), in[1].doubles(), lr, in[3].doubles(), momentum, from, to);
        }
    }

    private static void plain(
            double[] var, double[] accum, double lr, double[] grad, double momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            double a = accum[i] * momentum + grad[i];
            accum[i] = a;
            var[i] -= a * lr;
        }
        Denormals.flush(accum, from, to);
    }

    private static void nesterov(
            double[] var, double[] accum, double lr, double[] grad, double momentum, int from, int to) {
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double a = accum[i] * momentum + g;
            accum[i] = a;
            var[i] -= g * lr + a * momentum * lr;
        }
        Denormals.flush(accum, from, to);
    }
}
