package dev.lamina.op.rnn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.SigmoidFloat;
import dev.lamina.kernel.elementary.TanhFloat;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** A step of a gated recurrent unit, of x, h_prev, w_ru, w_c, b_ru and b_c to r, u, c and h. */
final class GruForward implements Kernel {
    private final int batch;
    private final int inputs;
    private final int units;
    private final Buffer gates;
    private final Buffer kept;

    GruForward(KernelContext c) {
        batch = (int) c.inputShape(0).dim(0);
        inputs = (int) c.inputShape(0).dim(1);
        units = (int) c.inputShape(1).dim(1);
        gates = c.workspace(DType.FLOAT32, Shape.of(batch, 2L * units));
        kept = c.workspace(DType.FLOAT32, Shape.of(batch, units));
    }

    @Override
    public void run(Buffer[] in, Buffer[] out) {
        float[] h = in[1].floats();
        float[] r = out[0].floats();
        float[] u = out[1].floats();
        float[] c = out[2].floats();
        float[] g = gates.floats();
        float[] rh = kept.floats();
        int wide = 2 * units;
        product(in[0].floats(), h, in[2].floats(), in[4].floats(), g, wide);
        for (int row = 0; row < batch; row++) {
            SigmoidFloat.run(g, row * wide, r, row * units, units);
            SigmoidFloat.run(g, row * wide + units, u, row * units, units);
        }
        for (int k = 0; k < batch * units; k++) {
            rh[k] = h[k] * r[k];
        }
        product(in[0].floats(), rh, in[3].floats(), in[5].floats(), c, units);
        TanhFloat.run(c, 0, c, 0, batch * units);
        float[] y = out[3].floats();
        for (int k = 0; k < batch * units; k++) {
            y[k] = (1 - u[k]) * c[k] + u[k] * h[k];
        }
    }

    /** {@code [x, h] w + b}. */
    private void product(float[] x, float[] h, float[] w, float[] b, float[] y, int n) {
        for (int row = 0; row < batch; row++) {
            System.arraycopy(b, 0, y, row * n, n);
        }
        Gemm.run(false, false, batch, n, inputs, x, 0, inputs, w, 0, n, y, 0, n, true);
        Gemm.run(false, false, batch, n, units, h, 0, units, w, inputs * n, n, y, 0, n, true);
    }
}
