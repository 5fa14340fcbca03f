package dev.lamina.op.array;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Transpose;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.tensor.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of {@link dev.lamina.op.array.Transpose}.
 *
 * <p>Where the axes rotate, all or those behind some that stay (a matrix transposed, NHWC to NCHW), it transposes
 * matrices in blocks that stay in cache; else it walks the input by strides.
 */
final class Permuted implements Kernel, Parallel.Task {
    private final StridedCopy copy;
    private final int rows;
    private final int columns;
    private final int batch;
    private final boolean matrices;
    private @Nullable Object source;
    private @Nullable Object target;

    Permuted(KernelContext c, int[] perm) {
        long[] dims = c.inputShape(0).dims();
        int rank = dims.length;
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= (int) dims[axis];
        }
        int[] extents = new int[rank];
        int[] from = new int[rank];
        int[] to = new int[rank];
        int own = 1;
        for (int i = rank - 1; i >= 0; i--) {
            extents[i] = (int) dims[perm[i]];
            from[i] = strides[perm[i]];
            to[i] = own;
            own *= extents[i];
        }
        copy = new StridedCopy(extents, from, to);
        int fixed = 0;
        while (fixed < rank && perm[fixed] == fixed) {
            fixed++;
        }
        boolean rotated = fixed < rank;
        for (int i = fixed; i < rank && rotated; i++) {
            rotated = perm[i] == fixed + (i - fixed + perm[fixed] - fixed) % (rank - fixed);
        }
        matrices = rotated;
        int split = rotated ? perm[fixed] : rank;
        batch = c.inputShape(0).slice(0, fixed).size();
        rows = c.inputShape(0).slice(fixed, split).size();
        columns = c.inputShape(0).slice(split, rank).size();
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        Object x = inputs[0].array();
        Object y = outputs[0].array();
        if (outputs[0].size() == 0) {
            return;
        }
        if (!matrices
                || !(x instanceof float[] || x instanceof double[] || x instanceof int[] || x instanceof long[])) {
            copy.run(x, 0, y, 0);
            return;
        }
        source = x;
        target = y;
        if (outputs[0].size() < AlignedKernel.PARALLEL_FROM) {
            for (int i = 0; i < batch; i++) {
                run(i);
            }
        } else {
            Parallel.run(batch, this);
        }
        source = null;
        target = null;
    }

    @Override
    public void run(int index) {
        int at = index * rows * columns;
        Object y = target;
        switch (source) {
            case float[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (float[]) y, at, rows);
            case double[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (double[]) y, at, rows);
            case int[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (int[]) y, at, rows);
            case long[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (long[]) y, at, rows);
            case null, default -> throw new IllegalStateException("a task outside of a run");
        }
    }
}
