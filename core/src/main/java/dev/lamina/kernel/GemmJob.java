package dev.lamina.kernel;

import org.jspecify.annotations.Nullable;

/** A float32 product. */
final class GemmJob extends GemmShape {
    private static final float[] NONE = {};

    float[] a = NONE;
    float[] b = NONE;
    float[] c = NONE;
    private boolean simd;
    private @Nullable Finish finish;

    void run(float[] left, float[] right, float[] out, @Nullable Finish last) {
        a = left;
        b = right;
        c = out;
        finish = last;
        simd = Simd.isEnabled();
        share();
        a = NONE; // a thread's job outlives the product, the caller's arrays need not
        b = NONE;
        c = NONE;
        finish = null;
    }

    /** Says that a part of C is finished. */
    void finished(int row, int rows, int column, int columns) {
        Finish last = finish;
        if (last == null) {
            return;
        }
        if (columns == n) {
            last.run(row * n, (row + rows) * n);
            return;
        }
        for (int i = row; i < row + rows; i++) {
            last.run(i * n + column, i * n + column + columns);
        }
    }

    @Override
    void part(int row, int rows, int column, int columns) {
        if (!simd || (long) rows * columns * k < PackedGemm.SMALL) {
            GemmPlain.multiply(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else if (rows <= RowGemm.MOST_ROWS && bColumn == 1) {
            RowGemm.multiply(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else {
            GemmScratch.get().packed().multiply(this, row, rows, column, columns);
        }
    }
}
