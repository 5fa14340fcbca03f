package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.kernel.elementary.NarrowFloat;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import org.jspecify.annotations.Nullable;

/** Converts elements, on several threads where that pays. */
public final class CastKernel implements Kernel, Parallel.Task {
    private static final int CHUNK = 1 << 13;

    private final int size;
    private @Nullable Buffer source;
    private @Nullable Buffer target;

    public CastKernel(int size) {
        this.size = size;
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        run(inputs[0], outputs[0]);
    }

    /** Converts all elements of one buffer into another. */
    public void run(Buffer from, Buffer to) {
        if (size < AlignedKernel.PARALLEL_FROM) {
            convert(from, to, 0, size);
            return;
        }
        source = from;
        target = to;
        Parallel.run(Math.ceilDiv(size, CHUNK), this);
        source = null;
        target = null;
    }

    @Override
    public void run(int index) {
        Buffer from = source;
        Buffer to = target;
        if (from != null && to != null) {
            convert(from, to, index * CHUNK, Math.min(size, (index + 1) * CHUNK));
        }
    }

    /** By loops with vectors for bfloat16, of which the compiler makes none. */
    private static void convert(Buffer source, Buffer target, int from, int to) {
        if (source.dtype() == DType.BFLOAT16 && target.dtype() == DType.FLOAT32) {
            NarrowFloat.fromBfloat(source.shorts(), from, target.floats(), from, to - from);
        } else if (source.dtype() == DType.FLOAT32 && target.dtype() == DType.BFLOAT16) {
            NarrowFloat.toBfloat(source.floats(), from, target.shorts(), from, to - from);
        } else {
            Conversion.run(source, target, from, to);
        }
    }
}
