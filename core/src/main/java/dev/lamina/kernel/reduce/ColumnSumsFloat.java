package dev.lamina.kernel.reduce;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of columns of float32; a thread keeps one from call to call.
 *
 * <p>Columns do not depend on each other, so the SIMD form gives the same bits.
 */
final class ColumnSumsFloat implements Parallel.Task {
    private static final ThreadLocal<ColumnSumsFloat> OF_THREAD = ThreadLocal.withInitial(ColumnSumsFloat::new);
    private static final float[] NONE = {};
    private static final int BLOCK = 256;
    private static final int STRIP = 512;

    /** Elements from which on a second thread helps; one adds this many in some 8 us. */
    private static final int SHARED = 1 << 17;

    private float[] partial = NONE;
    private float[] x = NONE;
    private float[] out = NONE;
    private int xOff;
    private int outOff;
    private int rows;
    private int columns;
    private int strips;

    private ColumnSumsFloat() {}

    static ColumnSumsFloat get() {
        return OF_THREAD.get();
    }

    void run(float[] from, int fromOff, int height, int width, float[] to, int toOff) {
        float[] source = from;
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
            partial = new float[size];
        }
    }

    private void share(float[] from, int fromOff, int height, int width, float[] to, int toOff) {
        x = from;
        xOff = fromOff;
        rows = height;
        columns = width;
        out = to;
        outOff = toOff;
        strips = (width + STRIP - 1) / STRIP;
        int tasks = Math.max(1, (height + BLOCK - 1) / BLOCK) * strips;
        if ((long) height * width < SHARED) {
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
        Arrays.fill(out, to, to + width, 0f);
        int end = Math.min(rows, (block + 1) * BLOCK);
        int i = block * BLOCK;
        if (Simd.isEnabled()) {
            int vectors = Lanes.FLOAT.loopBound(width);
            for (; i + 4 <= end && vectors > 0; i += 4) {
                int row = xOff + i * columns + column;
                Wide.add4(x, row, columns, out, to, vectors);
                for (int r = 0; r < 4 && vectors < width; r++) {
                    add(x, row + r * columns + vectors, out, to + vectors, width - vectors);
                }
            }
        }
        for (; i < end; i++) {
            add(x, xOff + i * columns + column, out, to, width);
        }
    }

    private static void add(float[] x, int xOff, float[] out, int outOff, int width) {
        for (int j = 0; j < width; j++) {
            out[outOff + j] += x[xOff + j];
        }
    }

    /** The SIMD form. */
    static final class Wide {
        private Wide() {}

        /** Adds four rows, one after the other, to {@code n} sums, a number of whole vectors. */
        static void add4(float[] x, int xOff, int columns, float[] out, int outOff, int n) {
            if (n == 0) {
                return;
            }
            int second = xOff + columns;
            int third = second + columns;
            int fourth = third + columns;
            for (int j = 0; j < n; j += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, out, outOff + j)
                        .add(FloatVector.fromArray(Lanes.FLOAT, x, xOff + j))
                        .add(FloatVector.fromArray(Lanes.FLOAT, x, second + j))
                        .add(FloatVector.fromArray(Lanes.FLOAT, x, third + j))
                        .add(FloatVector.fromArray(Lanes.FLOAT, x, fourth + j))
                        .intoArray(out, outOff + j);
            }
        }
    }
}
