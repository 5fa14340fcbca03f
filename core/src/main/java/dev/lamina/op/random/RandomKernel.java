package dev.lamina.op.random;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * Fills a tensor with random numbers on several threads where that pays. The numbers are made in groups that depend on nothing but their index, so any split gives the same bits.
 */
final class RandomKernel implements RangeKernel, Parallel.Task {
    /** Groups are divided by this many, a whole number of what the generators make at a time. */
    private static final int GROUPS_PER_TASK = 1 << 11;

    /** A whole number of them, too, but so few that a cache holds the numbers. */
    private static final int GROUPS_PER_RANGE = 1 << 9;

    /** Writes the numbers of groups {@code from} to {@code to} (exclusive) of the {@code n} elements of {@code out}. */
    interface Fill {
        void run(Buffer out, int n, Philox start, int from, int to);
    }

    private final Start beginning;
    private final Philox start = new Philox(0, 0);
    private final int size;
    private final int groups;
    private final int group;
    private final Fill fill;
    private @Nullable Buffer output;

    /**
     * A kernel for the first output.
     *
     * @param group elements in a group
     */
    RandomKernel(KernelContext c, Start beginning, int group, Fill fill) {
        this.beginning = beginning;
        this.size = c.outputShape(0).size();
        this.groups = (size + group - 1) / group;
        this.group = group;
        this.fill = fill;
    }

    /** A kernel for float16 and bfloat16 made of one for float32 that draws the same words. */
    static Kernel narrow(KernelContext c, RandomKernel wide) {
        Buffer floats = c.workspace(DType.FLOAT32, c.outputShape(0));
        return (inputs, outputs) -> {
            wide.fill(inputs, floats);
            Conversion.run(floats, outputs[0], 0, floats.size());
        };
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        fill(inputs, outputs[0]);
    }

    private void fill(Buffer[] inputs, Buffer buffer) {
        begin(inputs, buffer);
        if (groups < 2 * GROUPS_PER_TASK) {
            run(0, size);
        } else {
            Parallel.run((groups + GROUPS_PER_TASK - 1) / GROUPS_PER_TASK, this);
        }
        end();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int unit() {
        return group * GROUPS_PER_RANGE;
    }

    @Override
    public void run(int task) {
        int from = task * GROUPS_PER_TASK * group;
        run(from, (int) Math.min(size, from + (long) GROUPS_PER_TASK * group));
    }

    @Override
    public void begin(Buffer[] inputs, Buffer[] outputs) {
        begin(inputs, outputs[0]);
    }

    private void begin(Buffer[] inputs, Buffer buffer) {
        beginning.set(inputs, size, start);
        output = buffer;
    }

    @Override
    public void run(int from, int to) {
        Buffer buffer = output;
        if (buffer == null) {
            throw new IllegalStateException("a range outside of a run");
        }
        fill.run(buffer, size, start, from / group, Math.ceilDiv(to, group));
    }

    @Override
    public void end() {
        output = null;
    }
}
