package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.util.function.Supplier;

/** Runs a loop over floats and one number, that of a scalar which all of them meet. */
final class NumberKernel implements RangeKernel, Parallel.Task {
    private static final int CHUNK = 1 << 13;
    private static final float[] NONE = {};

    /** {@code y[k] = x[k] + number}, say, of the elements {@code from} to {@code to} (exclusive). */
    interface Loop {
        void run(float[] x, float number, float[] y, int from, int to);
    }

    private final int tensor;
    private final int size;
    private final Loop loop;
    private float[] x = NONE;
    private float number;
    private float[] y = NONE;

    private NumberKernel(int tensor, int size, Loop loop) {
        this.tensor = tensor;
        this.size = size;
        this.loop = loop;
    }

    /** This kernel where the second input is a scalar, or the first if their order does not matter; else the other one. */
    static Kernel of(KernelContext c, boolean commutes, Loop loop, Supplier<Kernel> otherwise) {
        int size = c.outputShape(0).size();
        if (c.inputType(0) == DType.FLOAT32 && size > 1) {
            if (c.inputShape(1).size() == 1 && c.inputShape(0).size() == size) {
                return new NumberKernel(0, size, loop);
            }
            if (commutes && c.inputShape(0).size() == 1 && c.inputShape(1).size() == size) {
                return new NumberKernel(1, size, loop);
            }
        }
        return otherwise.get();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        begin(inputs, outputs);
        if (size < AlignedKernel.PARALLEL_FROM) {
            run(0, size);
        } else {
            Parallel.run(Math.ceilDiv(size, CHUNK), this);
        }
        end();
    }

    @Override
    public void run(int task) {
        run(task * CHUNK, Math.min(size, (task + 1) * CHUNK));
    }

    @Override
    public void begin(Buffer[] inputs, Buffer[] outputs) {
        x = inputs[tensor].floats();
        number = inputs[1 - tensor].floats()[0];
        y = outputs[0].floats();
    }

    @Override
    public void run(int from, int to) {
        loop.run(x, number, y, from, to);
    }

    @Override
    public void end() {
        x = NONE;
        y = NONE;
    }
}
