package dev.lamina.op.kernel;

import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import java.util.Arrays;

/** Runs a loop over operands that all lie element by element under the result, on several threads where that pays. */
public final class AlignedKernel implements RangeKernel, Parallel.Task {
    /** Fewer elements than this are done sooner than another thread is woken. */
    public static final int PARALLEL_FROM = 1 << 15;

    private static final int CHUNK = 1 << 13;

    private final int size;
    private final Loops.Block block;
    private final Object[] given;
    private Object result = this;

    /** For the first so many inputs, of {@code size} elements each. */
    public AlignedKernel(int operands, int size, Loops.Block block) {
        this.size = size;
        this.block = block;
        given = new Object[operands];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        begin(inputs, outputs);
        if (size < PARALLEL_FROM) {
            run(0, size);
        } else {
            Parallel.run((size + CHUNK - 1) / CHUNK, this);
        }
        end();
    }

    @Override
    public void run(int task) {
        run(task * CHUNK, Math.min(size, (task + 1) * CHUNK));
    }

    @Override
    public void begin(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < given.length; i++) {
            given[i] = inputs[i].array();
        }
        result = outputs[0].array();
    }

    @Override
    public void run(int from, int to) {
        block.run(given, result, from, to);
    }

    @Override
    public void end() {
        Arrays.fill(given, this);
        result = this;
    }
}
