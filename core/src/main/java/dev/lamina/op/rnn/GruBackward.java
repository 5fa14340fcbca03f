package dev.lamina.op.rnn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The way back through a step of a gated recurrent unit, to d_x, d_h_prev, d_c_bar and d_r_bar_u_bar. */
final class GruBackward implements Kernel {
    private final int batch;
    private final int inputs;
    private final int units;
    private final Buffer kept;

    GruBackward(KernelContext c) {
        batch = (int) c.inputShape(0).dim(0);
        inputs = (int) c.inputShape(0).dim(1);
        units = (int) c.inputShape(1).dim(1);
        kept = c.workspace(DType.FLOAT32, Shape.of(batch, units));
    }

    @Override
    public void run(Buffer[] in, Buffer[] out) {
        float[] dx = out[0].floats();
        float[] dh = out[1].floats();
        float[] dc = out[2].floats();
        float[] gates = out[3].floats();
        float[] r = in[6].floats();
        float[] dKept = kept.floats();
        candidate(in, dc, gates);
        int n = units;
        float[] wC = in[3].floats();
        Gemm.run(false, true, batch, inputs, n, dc, 0, n, wC, 0, n, dx, 0, inputs, false);
        Gemm.run(false, true, batch, n, n, dc, 0, n, wC, inputs * n, n, dKept, 0, n, false);
        reset(in[1].floats(), r, dKept, gates);
        float[] u = in[7].floats();
        float[] given = in[9].floats();
        for (int k = 0; k < batch * n; k++) {
            dh[k] = given[k] * u[k] + dKept[k] * r[k];
        }
        float[] w = in[2].floats();
        int wide = 2 * n;
        Gemm.run(false, true, batch, inputs, wide, gates, 0, wide, w, 0, wide, dx, 0, inputs, true);
        Gemm.run(false, true, batch, n, wide, gates, 0, wide, w, inputs * wide, wide, dh, 0, n, true);
    }

    /** {@code dc = dh (1 - u) (1 - c^2)} and {@code du = dh (h_prev - c) u (1 - u)}. */
    private void candidate(Buffer[] in, float[] dc, float[] gates) {
        float[] h = in[1].floats();
        float[] u = in[7].floats();
        float[] c = in[8].floats();
        float[] given = in[9].floats();
        for (int row = 0; row < batch; row++) {
            int gate = (2 * row + 1) * units;
            for (int k = row * units; k < (row + 1) * units; k++) {
                dc[k] = given[k] * (1 - u[k]) * (1 - c[k] * c[k]);
                gates[gate + k - row * units] = given[k] * (h[k] - c[k]) * u[k] * (1 - u[k]);
            }
        }
    }

    /** {@code dr = d(h_prev r) h_prev r (1 - r)}. */
    private void reset(float[] h, float[] r, float[] dKept, float[] gates) {
        for (int row = 0; row < batch; row++) {
            int gate = 2 * row * units;
            for (int k = row * units; k < (row + 1) * units; k++) {
                gates[gate + k - row * units] = dKept[k] * h[k] * r[k] * (1 - r[k]);
            }
        }
    }
}
