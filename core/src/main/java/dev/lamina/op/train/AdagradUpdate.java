package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/** {@code accum += grad * grad; var -= grad * lr / sqrt(accum)} */
final class AdagradUpdate extends Update {
    private final boolean updateSlots;

    AdagradUpdate(KernelContext c, boolean updateSlots) {
        super(c);
        this.updateSlots = updateSlots;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        if (updateSlots) {
            accumulate(in[1].floats(), in[3].floats(), from, to);
        }
        descend(in[0].floats(), in[1].floats(), in[2].floats()[0], in[3].floats(), from, to);
    }

    static void accumulate(float[] accum, float[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            accum[i] += grad[i] * grad[i];
        }
    }

    private static void descend(float[] var, float[] accum, float lr, float[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            var[i] -= grad[i] * lr * (1f / (float) Math.sqrt(accum[i]));
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        if (updateSlots) {
            accumulate(in[1].doubles(), in[3].doubles(), from, to);
        }
        descend(in[0].doubles(), in[1].doubles(), in[2].doubles()[0], in[3].doubles(), from, to);
    }

    static void accumulate(double[] accum, double[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            accum[i] += grad[i] * grad[i];
        }
    }

    private static void descend(double[] var, double[] accum, double lr, double[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            var[i] -= grad[i] * lr * (1.0 / Math.sqrt(accum[i]));
        }
    }
}
