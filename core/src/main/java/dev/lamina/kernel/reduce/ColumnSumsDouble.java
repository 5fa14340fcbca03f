package dev.lamina.kernel.reduce;

import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;

/**
 * Sums of columns of double64; a thread keeps one from call to call.
 *
 * <p>The loop over a row is one the compiler turns into vector code by itself, and columns do not
 * depend on each other, so there is no other form.
 */
final class ColumnSumsDouble implements Parallel.Task {
    private static final ThreadLocal<ColumnSumsDouble> OF_THREAD = ThreadLocal.withInitial(ColumnSumsDouble::new);
    private static final double[] NONE = {};
    private static final int BLOCK = 256;
    private static final int STRIP = 512;

    private double[] partial = NONE;
    private double[] x = NONE;
    private double[] out = NONE;
    private int xOff;
    private int outOff;
    private int rows;
    private int columns;
    private int strips;

    private ColumnSumsDouble() {}

    static ColumnSumsDouble get() {
        return OF_THREAD.get();
    }

    void run(double[] from, int fromOff, int height, int width, double[] to, int toOff) {
        double[] source = from;
        int at = fromOff;
        int left = height;
        int next = 0;
        while (left > BLOCK) {
            int blocks = (left + BLOCK - 1) / BLOCK;
            if (next == 0) { // the first time round: room for all rounds
                reserve((blocks + blocks / BLOCK + 4) * width);
            }
            share(source, at, left, width, partial, next);
            source = partial;
            at = next;
            next += blocks * width;
            left = blocks;
        }
        share(source, at, left, width, to, toOff);
    }

    private void reserve(int size) {
        if (partial.length < size) {
            partial = new double[size];
        }
    }

    private void share(double[] from, int fromOff, int height, int width, double[] to, int toOff) {
        x = from;
        xOff = fromOff;
        rows = height;
        columns = width;
        out = to;
        outOff = toOff;
        strips = (width + STRIP - 1) / STRIP;
        int tasks = Math.max(1, (height + BLOCK - 1) / BLOCK) * strips;
        if ((long) height * width < Sum.SHARED) {
            for (int i = 0; i < tasks; i++) {
                run(i);
            }
        } else {
            Parallel.run(tasks, this);
        }
        x = NONE;
        out = NONE;
    }

    @Override
    public void run(int task) {
        int block = task / strips;
        int column = task % strips * STRIP;
        int width = Math.min(STRIP, columns - column);
        int to = outOff + block * columns + column;
        Arrays.fill(out, to, to + width, 0d);
        int end = Math.min(rows, (block + 1) * BLOCK);
        for (int i = block * BLOCK; i < end; i++) {
            add(x, xOff + i * columns + column, out, to, width);
        }
    }

    private static void add(double[] x, int xOff, double[] out, int outOff, int width) {
        for (int j = 0; j < width; j++) {
            out[outOff + j] += x[xOff + j];
        }
    }
}
