package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * What is done at the places that were picked from windows: elements are summed to them, or taken from them. A place of -1 is none.
 */
final class Picked {
    /** Volumes are shared among threads in blocks of so many channels. */
    private static final int CHANNELS = 32;

    private final Window window;
    private final Object zero;
    private int @Nullable [] places;

    private Picked(KernelContext c, Window window) {
        this.window = window;
        zero = c.outputType(0).newArray(1);
    }

    /** Where the places come from, given the inputs of a run. */
    interface Source {
        int[] places(Buffer[] inputs);
    }

    /** Makes a source for the wide form of a kernel. */
    interface Sources {
        Source of(KernelContext wide, DType type);
    }

    /** The sum of the elements of input {@code grad} whose place it is, for each place of the result. */
    static Kernel sums(KernelContext c, Window window, int grad, Sources sources) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        return wide(c, c.inputType(grad), (wide, type) -> {
            Source source = sources.of(wide, type);
            Picked picked = new Picked(wide, window);
            int blocks = (window.channels() + CHANNELS - 1) / CHANNELS;
            int each = (int) Math.min(
                    Integer.MAX_VALUE,
                    (long) window.planes().in() * window.rows().in() * window.inRow());
            Rows items = new Rows(
                    window.batch() * blocks,
                    each / Math.max(1, blocks),
                    (inputs, outputs, from, to) ->
                            picked.sum(inputs[grad].array(), outputs[0].array(), blocks, from, to));
            return (inputs, outputs) -> {
                picked.places = source.places(inputs);
                items.run(inputs, outputs);
                picked.places = null;
            };
        });
    }

    /** The element of input {@code from} at each place. */
    static Kernel taken(KernelContext c, Window window, int from, Sources sources) {
        return wide(c, c.inputType(from), (wide, type) -> {
            Source source = sources.of(wide, type);
            Picked picked = new Picked(wide, window);
            return (inputs, outputs) -> {
                picked.places = source.places(inputs);
                picked.take(inputs[from].array(), outputs[0].array(), outputs[0].size());
                picked.places = null;
            };
        });
    }

    private interface Made {
        Kernel of(KernelContext wide, DType type);
    }

    private static Kernel wide(KernelContext c, DType type, Made made) {
        return switch (type) {
            case FLOAT32, FLOAT64, INT32, INT64 -> made.of(c, type);
            // The order of uint64 is looked at when places are found: they are summed as int64.
            default -> Widened.of(c, wide -> made.of(wide, type == DType.UINT64 ? type : wide.outputType(0)));
        };
    }

    private int[] places() {
        int[] now = places;
        if (now == null) {
            throw new IllegalStateException("a task outside of a run");
        }
        return now;
    }

    private void sum(Object g, Object y, int blocks, int from, int to) {
        int channels = window.channels();
        int inPlaces =
                window.planes().in() * window.rows().in() * window.columns().in();
        int outPlaces =
                window.planes().out() * window.rows().out() * window.columns().out();
        for (int item = from; item < to; item++) {
            int volume = item / blocks;
            int first = item % blocks * CHANNELS;
            int count = Math.min(CHANNELS, channels - first);
            int in = volume * inPlaces * channels;
            if (blocks == 1) {
                Spread.run(zero, 0, y, in, inPlaces * channels);
            } else {
                for (int place = 0; place < inPlaces; place++) {
                    Spread.run(zero, 0, y, in + place * channels + first, count);
                }
            }
            int out = volume * outPlaces * channels + first;
            for (int place = 0; place < outPlaces; place++, out += channels) {
                add(g, out, count, y);
            }
        }
    }

    private void add(Object g, int at, int n, Object y) {
        int[] places = places();
        switch (g) {
            case float[] x
            when y instanceof float[] sums -> {
                for (int j = at; j < at + n; j++) {
                    if (places[j] >= 0) {
                        sums[places[j]] += x[j];
                    }
                }
            }
            case double[] x
            when y instanceof double[] sums -> {
                for (int j = at; j < at + n; j++) {
                    if (places[j] >= 0) {
                        sums[places[j]] += x[j];
                    }
                }
            }
            case int[] x
            when y instanceof int[] sums -> {
                for (int j = at; j < at + n; j++) {
                    if (places[j] >= 0) {
                        sums[places[j]] += x[j];
                    }
                }
            }
            case long[] x
            when y instanceof long[] sums -> {
                for (int j = at; j < at + n; j++) {
                    if (places[j] >= 0) {
                        sums[places[j]] += x[j];
                    }
                }
            }
            default -> throw new AssertionError(g.getClass());
        }
    }

    private void take(Object x, Object y, int n) {
        int[] places = places();
        for (int j = 0; j < n; j++) {
            if (places[j] < 0) {
                System.arraycopy(zero, 0, y, j, 1);
            } else {
                System.arraycopy(x, places[j], y, j, 1);
            }
        }
    }
}
