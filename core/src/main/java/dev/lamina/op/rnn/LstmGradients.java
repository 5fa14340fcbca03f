package dev.lamina.op.rnn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.kernel.reduce.Sum;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;

/**
 * The gradients of a sequence of a long short-term memory by x, cs_prev, h_prev, w, wci, wcf, wco and b.
 *
 * <p>Step by step backwards the gates' gradients are found; those of x, w and b are products and sums over all steps at once.
 */
final class LstmGradients implements Kernel {
    private final LstmSizes sizes;
    private final LstmBackward backward;
    private final Buffer gates;

    private LstmGradients(KernelContext c, GateOrder order, boolean usePeephole) {
        sizes = LstmSizes.of(c, 1);
        backward = new LstmBackward(c, sizes, order, usePeephole);
        gates = c.workspace(DType.FLOAT32, Shape.of(sizes.steps(), sizes.batch(), 4L * sizes.units()));
    }

    static Kernel of(KernelContext c, GateOrder order, boolean usePeephole) {
        return c.outputType(0) == DType.FLOAT32
                ? new LstmGradients(c, order, usePeephole)
                : Widened.of(c, wide -> of(wide, order, usePeephole));
    }

    @Override
    public void run(Buffer[] in, Buffer[] out) {
        int steps = LstmForward.steps(in, sizes);
        float[] g = gates.floats();
        float[] cs = out[1].floats();
        float[] h = out[2].floats();
        for (Buffer output : out) {
            Arrays.fill(output.floats(), 0, output.size(), 0f);
        }
        float[] w = in[4].floats();
        int inputs = sizes.inputs();
        int units = sizes.units();
        int wide = 4 * units;
        int batch = sizes.batch();
        for (int step = steps - 1; step >= 0; step--) {
            backward.run(in, step, g, h, cs);
            backward.peepholes(in, step, g, out[4].floats(), out[5].floats(), out[6].floats());
            int at = step * sizes.gates();
            Gemm.run(false, true, batch, units, wide, g, at, wide, w, inputs * wide, wide, h, 0, units, false);
        }
        int rows = steps * batch;
        float[] x = in[1].floats();
        Gemm.run(false, true, rows, inputs, wide, g, 0, wide, w, 0, wide, out[0].floats(), 0, inputs, false);
        float[] dw = out[3].floats();
        Gemm.run(true, false, inputs, wide, rows, x, 0, inputs, g, 0, wide, dw, 0, wide, false);
        if (steps > 0) {
            int own = inputs * wide;
            Gemm.run(true, false, units, wide, batch, in[3].floats(), 0, units, g, 0, wide, dw, own, wide, false);
            float[] states = in[15].floats();
            int later = rows - batch;
            if (later > 0) {
                Gemm.run(
                        true, false, units, wide, later, states, 0, units, g, sizes.gates(), wide, dw, own, wide, true);
            }
        }
        Sum.columns(g, 0, rows, wide, out[7].floats(), 0);
    }
}
