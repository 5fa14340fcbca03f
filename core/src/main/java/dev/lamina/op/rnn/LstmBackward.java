package dev.lamina.op.rnn;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.LstmFloat;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;

/**
 * One step of a long short-term memory on its way back, of the operands x, cs_prev, h_prev, w, wci, wcf, wco, b, i, cs, f, o, ci, co,
 * then of a sequence h, and the gradients of cs and h. The rows, which do not depend on each other, are shared by the threads.
 */
final class LstmBackward implements Parallel.Task {
    private static final Buffer[] NONE = {};
    private static final float[] EMPTY = {};
    private static final int ROWS = 4;
    private static final int SHARED = 1 << 11;

    private final LstmSizes sizes;
    private final GateOrder order;
    private final boolean usePeephole;
    private final int csGrad;
    private Buffer[] in = NONE;
    private float[] gates = EMPTY;
    private float[] later = EMPTY;
    private float[] dcs = EMPTY;
    private int step;

    LstmBackward(KernelContext c, LstmSizes sizes, GateOrder order, boolean usePeephole) {
        this.sizes = sizes;
        this.order = order;
        this.usePeephole = usePeephole;
        csGrad = c.inputs() - 2;
    }

    /**
     * Goes back through a step.
     *
     * @param before the gates' gradients of all steps, of which it writes those of its own
     * @param hLater what later steps have of the gradient of h
     * @param cs what later steps have of that of cs; replaced by that of cs_prev
     */
    void run(Buffer[] inputs, int at, float[] before, float[] hLater, float[] cs) {
        in = inputs;
        step = at;
        gates = before;
        later = hLater;
        dcs = cs;
        int tasks = (sizes.batch() + ROWS - 1) / ROWS;
        if (sizes.state() < SHARED) {
            for (int task = 0; task < tasks; task++) {
                run(task);
            }
        } else {
            Parallel.run(tasks, this);
        }
        in = NONE;
        gates = EMPTY;
        later = EMPTY;
        dcs = EMPTY;
    }

    @Override
    public void run(int task) {
        int end = Math.min(sizes.batch(), (task + 1) * ROWS);
        for (int row = task * ROWS; row < end; row++) {
            row(row * sizes.units());
        }
    }

    private void row(int row) {
        int n = sizes.units();
        int at = step * sizes.state() + row;
        int gate = step * sizes.gates() + 4 * row;
        int first = sizes.first();
        int input = gate + order.input() * n;
        int forget = gate + order.forget() * n;
        int output = gate + order.output() * n;
        float[] o = states(3);
        LstmFloat.output(
                o, states(5), in[csGrad + 1].floats(), in[csGrad].floats(), at, later, dcs, row, gates, output, n);
        if (usePeephole) {
            LstmFloat.peephole(gates, output, in[first + 6].floats(), dcs, row, n);
        }
        float[] before = step == 0 ? in[first + 1].floats() : states(1);
        int beforeAt = step == 0 ? row : at - sizes.state();
        LstmFloat.state(
                states(0),
                states(2),
                states(4),
                at,
                before,
                beforeAt,
                dcs,
                row,
                gates,
                input,
                gate + order.candidate() * n,
                forget,
                n);
        if (usePeephole) {
            LstmFloat.peephole(gates, input, in[first + 4].floats(), dcs, row, n);
            LstmFloat.peephole(gates, forget, in[first + 5].floats(), dcs, row, n);
        }
    }

    /** One of i, cs, f, o, ci and co. */
    private float[] states(int index) {
        return in[sizes.first() + 8 + index].floats();
    }

    /** Adds to the gradients of the peepholes what a step has of them: {@code sum += gate * state}, row by row. */
    void peepholes(Buffer[] inputs, int at, float[] given, float[] wci, float[] wcf, float[] wco) {
        if (!usePeephole) {
            return;
        }
        int n = sizes.units();
        int first = sizes.first();
        float[] cs = inputs[first + 9].floats();
        float[] before = at == 0 ? inputs[first + 1].floats() : cs;
        for (int row = 0; row < sizes.batch(); row++) {
            int gate = at * sizes.gates() + 4 * row * n;
            int own = at * sizes.state() + row * n;
            int previous = at == 0 ? row * n : own - sizes.state();
            products(given, gate + order.input() * n, before, previous, wci, n);
            products(given, gate + order.forget() * n, before, previous, wcf, n);
            products(given, gate + order.output() * n, cs, own, wco, n);
        }
    }

    private static void products(float[] gates, int gate, float[] states, int state, float[] sums, int n) {
        for (int k = 0; k < n; k++) {
            sums[k] = Math.fma(gates[gate + k], states[state + k], sums[k]);
        }
    }
}
