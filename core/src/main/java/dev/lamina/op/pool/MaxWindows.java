package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.pool.MaxPoolFloat;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.reduce.Max;
import dev.lamina.tensor.Buffer;

/** The greatest element of each window, channel by channel: NaN if one is, the least number of the type if all is padding. */
final class MaxWindows {
    private final Window window;
    private final Fold.Step max;
    private final Object lowest;

    /** By the row of windows, how they lie. */
    private final MaxPoolFloat.Form[] forms;

    private MaxWindows(KernelContext c, Window window) {
        this.window = window;
        forms = window.forms();
        max = Max.LOOP.step(c);
        lowest = switch (c.inputType(0)) {
            case FLOAT32 -> new float[] {-Float.MAX_VALUE};
            case FLOAT64 -> new double[] {-Double.MAX_VALUE};
            case INT32 -> new int[] {Integer.MIN_VALUE};
            default -> new long[] {Long.MIN_VALUE};
        };
    }

    static Kernel of(KernelContext c, Pooling pooling) {
        return Widened.ordered(c, ordered -> wide(ordered, pooling));
    }

    private static Kernel wide(KernelContext c, Pooling pooling) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> {
                Window window = pooling.window(c.inputShape(0), c.outputShape(0));
                yield new Rows(window.outRows(), window.work(), new MaxWindows(c, window)::rows);
            }
            default -> Widened.of(c, wide -> wide(wide, pooling));
        };
    }

    private void rows(Buffer[] inputs, Buffer[] outputs, int from, int to) {
        Object x = inputs[0].array();
        Object y = outputs[0].array();
        Span columns = window.columns();
        int first = columns.firstWithin();
        int end = x instanceof float[] ? columns.endWithin() : first;
        for (int row = from; row < to; row++) {
            int r = row % window.rows().out();
            int plane = row / window.rows().out();
            int p = plane % window.planes().out();
            int volume = plane / window.planes().out();
            int out = row * window.outRow();
            boolean isFlat = window.planes().in() == 1
                    && window.rows().to(r) > window.rows().from(r);
            int vectors = isFlat && window.planes().to(p) == 1 ? end : first;
            for (int column = 0; column < first; column++) {
                window(x, volume, p, r, column, y, out + column * window.channels());
            }
            if (first < vectors && x instanceof float[] image && y instanceof float[] pooled) {
                int at = window.in(volume, 0, window.rows().from(r), columns.from(first));
                int count = vectors - first;
                MaxPoolFloat.greatest(forms[r], image, at, count, pooled, out + first * window.channels());
            }
            for (int column = vectors; column < columns.out(); column++) {
                window(x, volume, p, r, column, y, out + column * window.channels());
            }
        }
    }

    private void window(Object x, int volume, int p, int r, int column, Object y, int o) {
        int channels = window.channels();
        int left = window.columns().from(column);
        int right = window.columns().to(column);
        boolean isFirst = true;
        for (int plane = window.planes().from(p); plane < window.planes().to(p); plane++) {
            for (int row = window.rows().from(r); row < window.rows().to(r); row++) {
                int i = window.in(volume, plane, row, left);
                for (int at = left; at < right; at++, i += channels) {
                    if (isFirst) {
                        System.arraycopy(x, i, y, o, channels);
                        isFirst = false;
                    } else {
                        max.run(x, i, y, o, channels);
                    }
                }
            }
        }
        if (isFirst) {
            Spread.run(lowest, 0, y, o, channels);
        }
    }
}
