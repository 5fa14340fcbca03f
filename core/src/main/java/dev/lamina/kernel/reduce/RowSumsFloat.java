package dev.lamina.kernel.reduce;

import dev.lamina.kernel.thread.Parallel;

/** Sums of rows of float32; a thread keeps one from call to call. */
final class RowSumsFloat implements Parallel.Task {
    private static final ThreadLocal<RowSumsFloat> OF_THREAD = ThreadLocal.withInitial(RowSumsFloat::new);
    private static final float[] NONE = {};

    private float[] x = NONE;
    private float[] out = NONE;
    private int xOff;
    private int outOff;
    private int rows;
    private int columns;
    private int tasks;

    private RowSumsFloat() {}

    static RowSumsFloat get() {
        return OF_THREAD.get();
    }

    void run(float[] from, int fromOff, int height, int width, float[] to, int toOff) {
        if (width > Sum.SHARED) { // a row is shared among threads, rather than the rows
            for (int i = 0; i < height; i++) {
                to[toOff + i] = SumFloat.get().all(from, fromOff + i * width, width);
            }
            return;
        }
        x = from;
        xOff = fromOff;
        rows = height;
        columns = width;
        out = to;
        outOff = toOff;
        tasks = (int) Math.min(height, Math.max(1, 2L * height * width / Sum.SHARED));
        Parallel.run(tasks, this);
        x = NONE;
        out = NONE;
    }

    @Override
    public void run(int task) {
        SumFloat sum = SumFloat.get();
        int end = (int) ((long) rows * (task + 1) / tasks);
        for (int i = (int) ((long) rows * task / tasks); i < end; i++) {
            out[outOff + i] = sum.all(x, xOff + i * columns, columns);
        }
    }
}
