package dev.lamina.kernel.product;

/** A float64 product. */
final class DoubleGemmJob extends GemmShape {
    private static final double[] NONE = {};

    double[] a = NONE;
    double[] b = NONE;
    double[] c = NONE;

    void run(double[] left, double[] right, double[] out) {
        a = left;
        b = right;
        c = out;
        share();
        a = NONE;
        b = NONE;
        c = NONE;
    }

    @Override
    int blockRows(int columns) {
        return Integer.MAX_VALUE;
    }

    @Override
    int blockColumns(int columns) {
        return Integer.MAX_VALUE;
    }

    @Override
    void compute(int row, int rows, int column, int columns) {
        if ((long) rows * columns * k < GemmPlain.SMALL) {
            GemmPlainDouble.multiplySmall(this, row, rows, column, columns);
        } else {
            GemmScratch.get().plainDouble().multiply(this, row, rows, column, columns);
        }
    }
}
