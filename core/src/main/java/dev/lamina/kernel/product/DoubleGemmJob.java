package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Simd;

/** A float64 product. */
final class DoubleGemmJob extends GemmShape {
    private static final double[] NONE = {};

    double[] a = NONE;
    double[] b = NONE;
    double[] c = NONE;

    private boolean simd;

    void run(double[] left, double[] right, double[] out) {
        a = left;
        b = right;
        c = out;
        simd = Simd.isEnabled();
        share();
        a = NONE;
        b = NONE;
        c = NONE;
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

    @Override
    void compute(int row, int rows, int column, int columns) {
        if ((long) rows * columns * k < GemmPlain.SMALL) {
            GemmPlainDouble.multiplySmall(this, row, rows, column, columns);
        } else if (simd && PackedGemmDouble.suits(rows, columns)) {
            GemmScratch.get().packedDouble().multiply(this, row, rows, column, columns);
        } else {
            GemmScratch.get().plainDouble().multiply(this, row, rows, column, columns);
        }
    }
}
