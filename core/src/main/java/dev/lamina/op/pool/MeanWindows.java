package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.util.Arrays;

/** The mean of each window, channel by channel, over what of it lies in the input; and its gradient. */
final class MeanWindows {
    private final Window window;
    private final Fold.Step sum;

    private MeanWindows(Window window, DType type) {
        this.window = window;
        sum = type == DType.FLOAT64
                ? (x, i, y, o, n) -> SumLoop.LOOP.doubles().run((double[]) x, i, (double[]) y, o, n)
                : (x, i, y, o, n) -> SumLoop.LOOP.floats().run((float[]) x, i, (float[]) y, o, n);
    }

    /** The means of the windows over the first input. */
    static Kernel of(KernelContext c, Pooling pooling) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64 -> {
                Window window = pooling.window(c.inputShape(0), c.outputShape(0));
                MeanWindows means = new MeanWindows(window, c.inputType(0));
                yield new Rows(
                        window.outRows(),
                        window.work(),
                        (inputs, outputs, from, to) -> means.rows(inputs[0].array(), outputs[0].array(), from, to));
            }
            default -> Widened.of(c, wide -> of(wide, pooling));
        };
    }

    /** The second input's gradients, each shared equally by the elements of its window. */
    static Kernel gradient(KernelContext c, Pooling pooling) {
        return switch (c.inputType(1)) {
            case FLOAT32, FLOAT64 -> {
                Window window = pooling.window(c.outputShape(0), c.inputShape(1));
                MeanWindows means = new MeanWindows(window, c.inputType(1));
                Buffer[] shares = {c.workspace(c.inputType(1), c.inputShape(1))};
                Rows division = new Rows(
                        window.outRows(),
                        window.outRow(),
                        (inputs, outputs, from, to) -> means.divide(inputs[1], outputs[0].array(), from, to));
                Rows spreading = new Rows(window.inRows(), window.inRow(), means::spread);
                yield (inputs, outputs) -> {
                    division.run(inputs, shares);
                    spreading.run(shares, outputs);
                };
            }
            default -> Widened.of(c, wide -> gradient(wide, pooling));
        };
    }

    private void rows(Object x, Object y, int from, int to) {
        for (int row = from; row < to; row++) {
            int r = row % window.rows().out();
            int plane = row / window.rows().out();
            int p = plane % window.planes().out();
            int volume = plane / window.planes().out();
            for (int column = 0; column < window.columns().out(); column++) {
                window(x, volume, p, r, column, y, row * window.outRow() + column * window.channels());
            }
        }
    }

    private void window(Object x, int volume, int p, int r, int column, Object y, int o) {
        int channels = window.channels();
        Span columns = window.columns();
        int left = columns.from(column);
        boolean isFirst = true;
        for (int plane = window.planes().from(p); plane < window.planes().to(p); plane++) {
            for (int row = window.rows().from(r); row < window.rows().to(r); row++) {
                int i = window.in(volume, plane, row, left);
                for (int at = left; at < columns.to(column); at++, i += channels) {
                    if (isFirst) {
                        System.arraycopy(x, i, y, o, channels);
                        isFirst = false;
                    } else {
                        sum.run(x, i, y, o, channels);
                    }
                }
            }
        }
        divide(y, o, channels, window.covered(p, r, column));
    }

    private void divide(Buffer gradients, Object shares, int from, int to) {
        System.arraycopy(
                gradients.array(),
                from * window.outRow(),
                shares,
                from * window.outRow(),
                (to - from) * window.outRow());
        for (int row = from; row < to; row++) {
            int r = row % window.rows().out();
            int p = row / window.rows().out() % window.planes().out();
            for (int column = 0; column < window.columns().out(); column++) {
                int o = row * window.outRow() + column * window.channels();
                divide(shares, o, window.channels(), window.covered(p, r, column));
            }
        }
    }

    private static void divide(Object y, int at, int n, int by) {
        if (y instanceof float[] floats) {
            for (int k = at; k < at + n; k++) {
                floats[k] /= by;
            }
        } else {
            double[] doubles = (double[]) y;
            for (int k = at; k < at + n; k++) {
                doubles[k] /= by;
            }
        }
    }

    /** Gathers, for rows of the input, the shares of all windows that cover its elements. */
    private void spread(Buffer[] shares, Buffer[] outputs, int from, int to) {
        Object g = shares[0].array();
        Object y = outputs[0].array();
        Span planes = window.planes();
        Span rows = window.rows();
        zero(y, from * window.inRow(), to * window.inRow());
        for (int row = from; row < to; row++) {
            int r = row % rows.in();
            int plane = row / rows.in();
            int p = plane % planes.in();
            int volume = plane / planes.in();
            for (int outPlane = planes.firstAt(p); outPlane < planes.endAt(p); outPlane++) {
                for (int outRow = rows.firstAt(r); outRow < rows.endAt(r); outRow++) {
                    int out = ((volume * planes.out() + outPlane) * rows.out() + outRow) * window.outRow();
                    spread(g, out, y, row * window.inRow());
                }
            }
        }
    }

    private void spread(Object g, int out, Object y, int in) {
        int channels = window.channels();
        Span columns = window.columns();
        for (int column = 0; column < columns.in(); column++) {
            for (int other = columns.firstAt(column); other < columns.endAt(column); other++) {
                sum.run(g, out + other * channels, y, in + column * channels, channels);
            }
        }
    }

    private static void zero(Object y, int from, int to) {
        if (y instanceof float[] floats) {
            Arrays.fill(floats, from, to, 0f);
        } else {
            Arrays.fill((double[]) y, from, to, 0d);
        }
    }
}
