package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.DescentFloat;
import dev.lamina.op.kernel.GradientReader;
import dev.lamina.tensor.Buffer;

/** {@code var -= grad * lr} */
final class GradientDescentUpdate extends Update implements GradientReader {
    private static final int GRADIENT = 2;

    GradientDescentUpdate(KernelContext c) {
        super(c);
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
        DescentFloat.run(in[0].floats(), in[1].floats()[0], gradient, at, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        descend(in[0].doubles(), in[1].doubles()[0], in[GRADIENT].doubles(), from, to);
    }

    private static void descend(double[] var, double lr, double[] grad, int from, int to) {
        for (int i = from; i < to; i++) {
            var[i] -= grad[i] * lr;
        }
    }
}
