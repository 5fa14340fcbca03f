package dev.lamina.kernel.product;

import dev.lamina.kernel.array.FloatRows;
import dev.lamina.kernel.simd.Simd;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A float32 product. */
final class FloatGemmJob extends GemmShape {
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

    /** What makes the rows of A as they are wanted; null if A lies in an array. */
    private @Nullable FloatRows rows;

    /** Whether C lies nowhere: its elements are only told of. */
    private boolean isPassedOn;

    void run(float[] left, float[] right, float[] out, @Nullable Finish last, boolean isWanted) {
        a = left;
        rows = null;
        isPassedOn = false;
        run(right, out, last, isWanted);
    }

    /** As with an array, if A are such rows; C lies nowhere if {@code out} is null. */
    void run(FloatRows left, float[] right, float @Nullable [] out, @Nullable Finish last, boolean isWanted) {
        rows = left;
        isPassedOn = out == null;
        run(right, out == null ? NONE : out, last, isWanted && out != null);
    }

    private void run(float[] right, float[] out, @Nullable Finish last, boolean isWanted) {
        renumber();
        keep = isWanted;
        b = right;
        c = out;
        finish = last;
        simd = Simd.isEnabled();
        isEarly = !simd && !isPassedOn && Simd.isEnabledForProductsAlone() && EarlyGemm.suits(this);
        term = simd && rows == null && SparseGemm.isPossible(this) ? SparseGemm.costOfTerm(this) : 1;
        try {
            share();
        } finally {
            forget();
        }
    }

    /** A thread's job outlives the product, the caller's arrays need not. */
    void forget() {
        a = NONE;
        b = NONE;
        c = NONE;
        rows = null;
        finish = null;
    }

    /** Whether A lies in no array. */
    boolean isGathered() {
        return rows != null;
    }

    /** Whether C lies in no array. */
    boolean isPassedOn() {
        return isPassedOn;
    }

    /** What makes A, where it lies in no array. */
    FloatRows rowsOfA() {
        return Objects.requireNonNull(rows);
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

    /** Whether a kernel packs rows that are made. */
    private boolean isPacked(int height, int width) {
        boolean isLarge = (long) height * width * k >= GemmPlain.SMALL;
        return isLarge && (isEarly || (simd && height > RowGemm.MOST_ROWS));
    }

    /** Computes what is a part of another product. */
    void computePartOf(FloatGemmJob whole, int row, int rows, int column, int columns) {
        renumber();
        keep = true;
        simd = whole.simd;
        isEarly = false;
        term = 1;
        compute(row, rows, column, columns);
    }

    @Override
    void compute(int row, int rows, int column, int columns) {
        if (isGathered() && !isPacked(rows, columns)) {
            GemmScratch.get().gatheredGemm().multiply(this, row, rows, column, columns);
        } else if ((long) rows * columns * k < GemmPlain.SMALL) {
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
