package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Simd;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A float32 product. */
final class GemmJob extends GemmShape {
    private static final float[] NONE = {};
    private static final AtomicLong LAST = new AtomicLong();

    float[] a = NONE;
    float[] b = NONE;
    float[] c = NONE;

    private boolean simd;

    /** Whether {@link EarlyGemm} computes it. */
    private boolean isEarly;

    /** What a multiply-add costs if those with a zero of A are left out, in the grid's units; 1 if they are not. */
    private double term = 1;

    boolean keep;
    private long number;
    private @Nullable Finish finish;

    void run(float[] left, float[] right, float[] out, @Nullable Finish last, boolean isWanted) {
        renumber();
        keep = isWanted;
        a = left;
        b = right;
        c = out;
        finish = last;
        simd = Simd.isEnabled();
        isEarly = !simd && Simd.isEnabledForProductsAlone() && EarlyGemm.suits(this);
        term = simd && SparseGemm.isPossible(this) ? SparseGemm.costOfTerm(this) : 1;
        share();
        a = NONE; // a thread's job outlives the product, the caller's arrays need not
        b = NONE;
        c = NONE;
        finish = null;
    }

    /** Makes it another product than any before. */
    void renumber() {
        number = LAST.incrementAndGet();
    }

    /** The number of the product, by which a thread knows what it has packed of it. */
    long number() {
        return number;
    }

    /** Says that a part of C is finished. */
    void finished(int row, int rows, int column, int columns) {
        finished(c, cOff + row * ldc + column, ldc, row, rows, column, columns);
    }

    /** Says that a part of C is finished, and lies with that distance between its rows in an array. */
    void finished(float[] out, int at, int ld, int row, int rows, int column, int columns) {
        Finish last = finish;
        if (last == null) {
            return;
        }
        if (columns == n && ld == n) {
            last.run(out, at, row * n, (row + rows) * n);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int first = (row + i) * n + column;
            last.run(out, at + i * ld, first, first + columns);
        }
    }

    @Override
    double costOfTerm() {
        return term;
    }

    // Without SIMD the classes of its kernels must not be touched: the module may be absent.
    @Override
    int blockRows(int columns) {
        if (!simd) {
            return isEarly ? EarlyGemm.BLOCK_ROWS : Integer.MAX_VALUE;
        }
        return term < 1 ? SparseGemm.blockRows(this, columns) : PackedGemm.blockRows(this, columns);
    }

    @Override
    int blockColumns(int columns) {
        if (!simd) {
            return Integer.MAX_VALUE;
        }
        return term < 1 ? SparseGemm.BLOCK_COLUMNS : PackedGemm.blockColumns(this, columns);
    }

    @Override
    void compute(int row, int rows, int column, int columns) {
        if ((long) rows * columns * k < GemmPlain.SMALL) {
            GemmPlain.multiplySmall(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else if (isEarly) {
            GemmScratch.get().early().multiply(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else if (!simd) {
            GemmScratch.get().plain().multiply(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else if (rows <= RowGemm.MOST_ROWS && bColumn == 1) {
            RowGemm.multiply(this, row, rows, column, columns);
            finished(row, rows, column, columns);
        } else if (term < 1) {
            GemmScratch.get().sparse().multiply(this, row, rows, column, columns);
        } else {
            GemmScratch.get().packed().multiply(this, row, rows, column, columns);
        }
    }
}
