package dev.lamina.op.rnn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.LstmFloat;
import dev.lamina.kernel.elementary.RecurrentCalls;
import dev.lamina.kernel.elementary.SigmoidFloat;
import dev.lamina.kernel.elementary.TanhFloat;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;

/**
 * The steps of a long short-term memory: one for a cell, all of a sequence for a block.
 *
 * <p>The inputs' part of all gates is one product; each step then adds that of the state before it. The rows of a step, which do
 * not depend on each other, are shared by the threads.
 */
final class LstmForward implements Kernel, Parallel.Task {
    private static final Buffer[] NONE = {};
    private static final int ROWS = 4;
    private static final int SHARED = 1 << 11;

    private final LstmSizes sizes;
    private final GateOrder order;
    private final float forgetBias;
    private final float clip;
    private final boolean usePeephole;
    private final Buffer gates;
    private final Buffer bias;
    private Buffer[] in = NONE;
    private Buffer[] out = NONE;
    private int step;

    private LstmForward(
            KernelContext c, int first, GateOrder order, float forgetBias, float clip, boolean usePeephole) {
        RecurrentCalls.use();
        sizes = LstmSizes.of(c, first);
        this.order = order;
        this.forgetBias = forgetBias;
        this.clip = clip;
        this.usePeephole = usePeephole;
        gates = c.workspace(DType.FLOAT32, Shape.of(sizes.steps(), sizes.batch(), 4L * sizes.units()));
        bias = c.workspace(DType.FLOAT32, Shape.of(4L * sizes.units()));
    }

    /** The kernel for operands of which the first is {@code x}; the input before it, if there is one, is {@code seq_len_max}. */
    static Kernel of(KernelContext c, int first, GateOrder order, float forgetBias, float clip, boolean usePeephole) {
        return c.outputType(0) == DType.FLOAT32
                ? new LstmForward(c, first, order, forgetBias, clip, usePeephole)
                : Widened.of(c, wide -> of(wide, first, order, forgetBias, clip, usePeephole));
    }

    /** The steps of a sequence that are computed: {@code seq_len_max}, or 1 for a cell. */
    static int steps(Buffer[] in, LstmSizes sizes) {
        return sizes.first() == 0 ? 1 : (int) Math.max(0, Math.min(sizes.steps(), in[0].longs()[0]));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        in = inputs;
        out = outputs;
        int first = sizes.first();
        int units = sizes.units();
        int steps = steps(inputs, sizes);
        int wide = 4 * units;
        float[] x = inputs[first].floats();
        float[] w = inputs[first + 3].floats();
        float[] h = outputs[6].floats();
        float[] g = gates.floats();
        begin(inputs[first + 7].floats(), steps * sizes.batch());
        Gemm.run(
                false,
                false,
                steps * sizes.batch(),
                wide,
                sizes.inputs(),
                x,
                0,
                sizes.inputs(),
                w,
                0,
                wide,
                g,
                0,
                wide,
                true);
        for (step = 0; step < steps; step++) {
            float[] before = step == 0 ? inputs[first + 2].floats() : h;
            int at = step == 0 ? 0 : (step - 1) * sizes.state();
            Gemm.run(
                    false,
                    false,
                    sizes.batch(),
                    wide,
                    units,
                    before,
                    at,
                    units,
                    w,
                    sizes.inputs() * wide,
                    wide,
                    g,
                    step * sizes.gates(),
                    wide,
                    true);
            int tasks = (sizes.batch() + ROWS - 1) / ROWS;
            if (sizes.state() < SHARED) {
                for (int task = 0; task < tasks; task++) {
                    run(task);
                }
            } else {
                Parallel.run(tasks, this);
            }
        }
        for (Buffer output : outputs) {
            Arrays.fill(output.floats(), steps * sizes.state(), sizes.size(), 0f);
        }
        in = NONE;
        out = NONE;
    }

    /** Each row of the gates begins with the bias. */
    private void begin(float[] given, int rows) {
        int wide = 4 * sizes.units();
        float[] b = bias.floats();
        System.arraycopy(given, 0, b, 0, wide);
        int from = order.forget() * sizes.units();
        for (int k = from; k < from + sizes.units(); k++) {
            b[k] += forgetBias;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(b, 0, gates.floats(), row * wide, wide);
        }
    }

    @Override
    public void run(int task) {
        int end = Math.min(sizes.batch(), (task + 1) * ROWS);
        for (int row = task * ROWS; row < end; row++) {
            row(row);
        }
    }

    private void row(int row) {
        int n = sizes.units();
        int at = step * sizes.state() + row * n;
        int first = sizes.first();
        float[] g = gates.floats();
        int gate = step * sizes.gates() + 4 * row * n;
        int input = gate + order.input() * n;
        int forget = gate + order.forget() * n;
        int output = gate + order.output() * n;
        float[] cs = out[1].floats();
        float[] before = step == 0 ? in[first + 1].floats() : cs;
        int beforeAt = step == 0 ? row * n : at - sizes.state();
        if (usePeephole) {
            LstmFloat.peephole(before, beforeAt, in[first + 4].floats(), g, input, n);
            LstmFloat.peephole(before, beforeAt, in[first + 5].floats(), g, forget, n);
        }
        float[] i = out[0].floats();
        float[] f = out[2].floats();
        float[] o = out[3].floats();
        float[] ci = out[4].floats();
        float[] co = out[5].floats();
        SigmoidFloat.run(g, input, i, at, n);
        SigmoidFloat.run(g, forget, f, at, n);
        TanhFloat.run(g, gate + order.candidate() * n, ci, at, n);
        LstmFloat.state(ci, i, f, before, beforeAt, clip, cs, at, n);
        if (usePeephole) {
            LstmFloat.peephole(cs, at, in[first + 6].floats(), g, output, n);
        }
        SigmoidFloat.run(g, output, o, at, n);
        TanhFloat.run(cs, at, co, at, n);
        LstmFloat.output(co, o, out[6].floats(), at, n);
    }
}
