package dev.lamina.kernel.product;

import dev.lamina.kernel.array.DoubleRows;
import dev.lamina.kernel.simd.Simd;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A float64 product. */
final class DoubleGemmJob extends GemmShape {
    private static final double[] NONE = {};

    double[] a = NONE;
    double[] b = NONE;
    double[] c = NONE;

    private boolean simd;

    /** What makes the rows of A as they are wanted; null if A lies in an array. */
    private @Nullable DoubleRows rows;

    /** Whether C lies nowhere: its elements are only told of. */
    private boolean isPassedOn;

    private @Nullable DoubleFinish finish;

    void run(double[] left, double[] right, double[] out, @Nullable DoubleFinish last) {
        a = left;
        run(right, out, last);
    }

    /** As with an array, if A are such rows; C lies nowhere if {@code out} is null. */
    void run(DoubleRows left, double[] right, double @Nullable [] out, @Nullable DoubleFinish last) {
        rows = left;
        isPassedOn = out == null;
        run(right, out == null ? NONE : out, last);
    }

    private void run(double[] right, double[] out, @Nullable DoubleFinish last) {
        b = right;
        c = out;
        finish = last;
        simd = Simd.isEnabled();
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
        isPassedOn = false;
        finish = null;
    }

    /** Whether C lies in no array. */
    boolean isPassedOn() {
        return isPassedOn;
    }

    /** What makes A, where it lies in no array. */
    DoubleRows rowsOfA() {
        return Objects.requireNonNull(rows);
    }

    /** Says that a part of C is finished, and lies with that distance between its rows in an array. */
    void finished(double[] out, int at, int ld, int row, int height, int column, int columns) {
        DoubleFinish last = finish;
        if (last == null) {
            return;
        }
        for (int i = 0; i < height; i++) {
            int first = (row + i) * n + column;
            last.run(out, at + i * ld, first, first + columns);
        }
    }

    // Without SIMD the classes of its kernels must not be touched: the module may be absent.
    @Override
    int blockRows(int columns) {
        return simd ? PackedGemmDouble.BLOCK_ROWS : Integer.MAX_VALUE;
    }

    @Override
    int blockColumns(int columns) {
        return Integer.MAX_VALUE;
    }

    /** Computes what is a part of another product. */
    void computePartOf(DoubleGemmJob whole, int row, int height, int column, int columns) {
        simd = whole.simd;
        compute(row, height, column, columns);
    }

    @Override
    void compute(int row, int height, int column, int columns) {
        if (rows != null) {
            GemmScratch.get().gatheredGemmDouble().multiply(this, row, height, column, columns);
            return;
        }
        if ((long) height * columns * k < GemmPlain.SMALL) {
            GemmPlainDouble.multiplySmall(this, row, height, column, columns);
        } else if (simd && PackedGemmDouble.suits(height, columns)) {
            GemmScratch.get().packedDouble().multiply(this, row, height, column, columns);
        } else {
            GemmScratch.get().plainDouble().multiply(this, row, height, column, columns);
        }
        finished(c, cOff + row * ldc + column, ldc, row, height, column, columns);
    }
}
