package dev.lamina.op.kernel;

import dev.lamina.kernel.thread.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * A copy between two arrays of one type, each walked with strides of its own (also negative ones and 0): what slicing,
 * padding, tiling, reversing, joining and splitting are made of.
 *
 * <p>Axes that follow on each other in both arrays are walked as one, so that most copies are a few long blocks.
 */
public final class StridedCopy implements Parallel.Task {
    private static final int MAX_TASKS = 16;

    private final int[] extents;
    private final int[] sourceStrides;
    private final int[] targetStrides;
    private final int axes;
    private final int tasks;
    private @Nullable Object source;
    private @Nullable Object target;
    private int sourceOffset;
    private int targetOffset;

    /** For a region of these extents. */
    public StridedCopy(int[] extents, int[] sourceStrides, int[] targetStrides) {
        int rank = extents.length;
        this.extents = new int[Math.max(1, rank)];
        this.sourceStrides = new int[Math.max(1, rank)];
        this.targetStrides = new int[Math.max(1, rank)];
        int used = 0;
        for (int axis = 0; axis < rank; axis++) {
            int extent = extents[axis];
            if (extent == 1) {
                continue;
            }
            boolean merges = used > 0
                    && this.sourceStrides[used - 1] == sourceStrides[axis] * extent
                    && this.targetStrides[used - 1] == targetStrides[axis] * extent;
            int place = merges ? used - 1 : used++;
            this.extents[place] = merges ? this.extents[place] * extent : extent;
            this.sourceStrides[place] = sourceStrides[axis];
            this.targetStrides[place] = targetStrides[axis];
        }
        if (used == 0) {
            this.extents[0] = 1;
            this.sourceStrides[0] = 1;
            this.targetStrides[0] = 1;
            used = 1;
        }
        axes = used;
        long size = 1;
        for (int axis = 0; axis < axes; axis++) {
            size *= this.extents[axis];
        }
        if (size == 0) {
            tasks = 0;
            return;
        }
        tasks = size < AlignedKernel.PARALLEL_FROM || axes == 1 ? 1 : Math.min(MAX_TASKS, this.extents[0]);
    }

    /** Copies the region that begins at these offsets. */
    public void run(Object from, int fromOffset, Object to, int toOffset) {
        if (tasks == 0) {
            return;
        }
        if (tasks == 1) {
            walk(0, 0, extents[0], from, fromOffset, to, toOffset);
            return;
        }
        source = from;
        target = to;
        sourceOffset = fromOffset;
        targetOffset = toOffset;
        Parallel.run(tasks, this);
        source = null;
        target = null;
    }

    @Override
    public void run(int index) {
        Object from = source;
        Object to = target;
        if (from != null && to != null) {
            int begin = (int) ((long) extents[0] * index / tasks);
            int end = (int) ((long) extents[0] * (index + 1) / tasks);
            walk(0, begin, end, from, sourceOffset, to, targetOffset);
        }
    }

    private void walk(int axis, int begin, int end, Object from, int i, Object to, int o) {
        int s = sourceStrides[axis];
        int t = targetStrides[axis];
        if (axis == axes - 1) {
            Strides.copy(from, i + begin * s, s, to, o + begin * t, t, end - begin);
            return;
        }
        for (int k = begin; k < end; k++) {
            walk(axis + 1, 0, extents[axis + 1], from, i + k * s, to, o + k * t);
        }
    }
}
