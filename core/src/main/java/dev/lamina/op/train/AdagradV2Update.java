package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/** {@code accum += grad * grad; var -= grad * lr / (sqrt(accum) + epsilon)} */
final class AdagradV2Update extends Update {
    private final boolean updateSlots;

    AdagradV2Update(KernelContext c, boolean updateSlots) {
        super(c);
        this.updateSlots = updateSlots;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        if (updateSlots) {
            AdagradUpdate.accumulate(in[1].floats(), in[4].floats(), from, to);
        }
        float lr = in[2].floats()[0];
        descend(in[0].floats(), in[1].floats(), lr, in[3].floats()[0], in[4].floats(), from, to);
    }

    private static void descend(float[] var, float[] accum, float lr, float epsilon, float[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            var[i] -= grad[i] * lr / ((float) Math.sqrt(accum[i]) + epsilon);
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        if (updateSlots) {
            AdagradUpdate.accumulate(in[1].doubles(), in[4].doubles(), from, to);
        }
        double lr = in[2].doubles()[0];
        descend(in[0].doubles(), in[1].doubles(), lr, in[3].doubles()[0], in[4].doubles(), from, to);
    }

    private static void descend(
            double[] var, double[] accum, double lr, double epsilon, double[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            var[i] -= grad[i] * lr / (Math.sqrt(accum[i]) + epsilon);
        }
    }
}
