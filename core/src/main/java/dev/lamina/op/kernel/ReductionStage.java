package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.DType;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a reduction: of an array of {@code outer * count} rows of {@code unit} elements it folds every
 * {@code block} rows that follow each other into one, and so leaves {@code outer * blocks} rows.
 */
public final class ReductionStage implements Parallel.Task {
    /** About how many elements one task reads. */
    private static final int TASK = 1 << 14;

    /** How many elements of a long row one task folds. */
    private static final int COLUMNS = 1 << 12;

    private final Fold fold;
    private final int count;
    private final int unit;
    private final int block;
    private final int blocks;
    private final int items;
    private final int itemsPerTask;
    private final int parts;
    private final int tasks;
    private final Object[] scratch;
    private @Nullable Object input;
    private @Nullable Object output;

    public ReductionStage(KernelContext c, DType type, Fold.Step step, int outer, int count, int unit) {
        this.count = count;
        this.unit = unit;
        block = Math.min(count, Math.max(64, 2 * TASK / unit));
        blocks = (count + block - 1) / block;
        fold = new Fold(step, unit, block);
        parts = fold.splits() ? (unit + COLUMNS - 1) / COLUMNS : 1;
        items = outer * blocks * parts;
        boolean alone = (long) outer * count * unit < AlignedKernel.PARALLEL_FROM;
        itemsPerTask = alone ? items : (int) Math.max(1, TASK / ((long) block * Math.min(unit, COLUMNS)));
        tasks = (items + itemsPerTask - 1) / itemsPerTask;
        scratch = new Object[tasks];
        for (int i = 0; i < tasks; i++) {
            scratch[i] = fold.scratch(c, type);
        }
    }

    /** How many rows are left of each {@code count}. */
    public int blocks() {
        return blocks;
    }

    public void run(Object x, Object y) {
        input = x;
        output = y;
        if (tasks == 1) {
            run(0);
        } else {
            Parallel.run(tasks, this);
        }
        input = null;
        output = null;
    }

    @Override
    public void run(int task) {
        Object x = input;
        Object y = output;
        if (x == null || y == null) {
            throw new IllegalStateException("a task outside of a run");
        }
        int end = Math.min(items, (task + 1) * itemsPerTask);
        for (int item = task * itemsPerTask; item < end; item++) {
            int row = item / parts;
            int part = item - row * parts;
            int outer = row / blocks;
            int first = (row - outer * blocks) * block;
            int from = parts == 1 ? 0 : part * COLUMNS;
            int to = parts == 1 ? unit : Math.min(unit, from + COLUMNS);
            int rows = Math.min(block, count - first);
            fold.run(x, (outer * count + first) * unit, rows, y, row * unit, from, to, scratch[task]);
        }
    }
}
