package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * What the optimizers' operations have in common: variables in front that are updated in place, element by element, from
 * a gradient of their shape and from scalars.
 */
abstract class Update implements RangeKernel, Parallel.Task {
    private static final int CHUNK = 1 << 13;

    private final int size;
    private final boolean isDouble;
    private Buffer @Nullable [] inputs;

    Update(KernelContext c) {
        size = c.inputShape(0).size();
        isDouble = c.inputType(0) == DType.FLOAT64;
        if (!isDouble && c.inputType(0) != DType.FLOAT32) {
            throw c.error("is not defined for type " + c.inputType(0));
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void run(Buffer[] given, Buffer[] outputs) {
        begin(given, outputs);
        if (size < AlignedKernel.PARALLEL_FROM) {
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
    public void begin(Buffer[] given, Buffer[] outputs) {
        inputs = given;
    }

    /** The inputs of the run that is under way. */
    final Buffer[] inputs() {
        Buffer[] given = inputs;
        if (given == null) {
            throw new IllegalStateException("a range outside of a run");
        }
        return given;
    }

    @Override
    public void run(int from, int to) {
        Buffer[] given = inputs();
        if (isDouble) {
            doubles(given, from, to);
        } else {
            floats(given, from, to);
        }
    }

    @Override
    public void end() {
        inputs = null;
    }

    /** Updates the elements {@code from} to {@code to} (exclusive) of float32 variables. */
    abstract void floats(Buffer[] in, int from, int to);

    /** Updates the elements {@code from} to {@code to} (exclusive) of float64 variables. */
    abstract void doubles(Buffer[] in, int from, int to);
}
