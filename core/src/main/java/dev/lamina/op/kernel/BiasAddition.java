package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.elementary.BiasFloat;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds a bias to long rows or channels of floats: for {@link BiasAdd}, and for {@link Add} where it is used like that. */
public final class BiasAddition implements RangeKernel, Parallel.Task {
    /** With fewer elements than this lying together it is quicker to spread the bias over many rows first: over so many elements, at least. */
    private static final int LONG_ROW = 64;

    private static final int SPREAD = 512;

    private final Channels channels;
    private final int outerPerTask;
    private final int tasks;

    /** How many elements lie together, with the bias as often as it was spread. */
    private final int together;

    private final float @Nullable [] spread;
    private float @Nullable [] value;
    private float @Nullable [] bias;
    private float @Nullable [] result;

    private BiasAddition(KernelContext c, Channels channels) {
        this.channels = channels;
        boolean isShort = channels.inner() == 1 && channels.count() < LONG_ROW;
        together = isShort ? Math.ceilDiv(SPREAD, channels.count()) * channels.count() : together(channels);
        spread = isShort ? c.workspace(DType.FLOAT32, Shape.of(together)).floats() : null;
        int size = c.outputShape(0).size();
        int each = channels.count() * channels.inner();
        boolean alone = size < AlignedKernel.PARALLEL_FROM;
        outerPerTask = alone ? channels.outer() : Math.max(1, AlignedKernel.PARALLEL_FROM / 4 / each);
        tasks = size == 0 ? 0 : (channels.outer() + outerPerTask - 1) / outerPerTask;
    }

    public static Kernel of(KernelContext c, String dataFormat) {
        Channels channels = new Channels(c, dataFormat);
        boolean isBroken = channels.inner() > 1 && channels.inner() < LONG_ROW;
        if (c.inputType(0) == DType.FLOAT32 && !isBroken && channels.count() > 0) {
            return new BiasAddition(c, channels);
        }
        long[] value = c.inputShape(0).dims();
        long[] bias = new long[dataFormat.equals("NCHW") ? value.length - 1 : 1];
        Arrays.fill(bias, 1);
        bias[0] = channels.count();
        Add add = new Add();
        return BroadcastKernel.of(
                c, Elementwise.block(c, add::floats, add::doubles, add::ints, add::longs), value, bias);
    }

    private static int together(Channels channels) {
        return channels.inner() == 1 ? channels.count() : channels.inner();
    }

    @Override
    public int size() {
        return channels.outer() * channels.count() * channels.inner();
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        begin(inputs, outputs);
        if (tasks == 1) {
            run(0);
        } else {
            Parallel.run(tasks, this);
        }
        end();
    }

    @Override
    public void begin(Buffer[] inputs, Buffer[] outputs) {
        value = inputs[0].floats();
        bias = spread(inputs[1].floats());
        result = outputs[0].floats();
    }

    private float[] spread(float[] once) {
        float[] all = spread;
        if (all == null) {
            return once;
        }
        for (int at = 0; at < together; at += channels.count()) {
            System.arraycopy(once, 0, all, at, channels.count());
        }
        return all;
    }

    @Override
    public void end() {
        value = null;
        bias = null;
        result = null;
    }

    @Override
    public void run(int task) {
        int each = channels.count() * channels.inner();
        run(task * outerPerTask * each, Math.min(channels.outer(), (task + 1) * outerPerTask) * each);
    }

    @Override
    public void run(int from, int to) {
        float[] x = value;
        float[] b = bias;
        float[] y = result;
        if (x == null || b == null || y == null) {
            throw new IllegalStateException("a range outside of a run");
        }
        for (int at = from; at < to; ) {
            int place = at % together;
            int n = Math.min(together - place, to - at);
            if (channels.inner() == 1) {
                BiasFloat.add(x, b, place, y, at, n);
            } else {
                add(x, b[at / together % channels.count()], y, at, at + n);
            }
            at += n;
        }
    }

    private static void add(float[] x, float bias, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] + bias;
        }
    }
}
