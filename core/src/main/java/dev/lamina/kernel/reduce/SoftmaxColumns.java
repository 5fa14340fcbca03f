package dev.lamina.kernel.reduce;

import dev.lamina.kernel.elementary.AccumulateFloat;
import dev.lamina.kernel.elementary.ExpFloat;
import dev.lamina.kernel.elementary.LogFloat;
import java.util.Arrays;

/**
 * The SIMD form of {@link SoftmaxFloat} for many short rows: they are transposed, some at a time, so that what is done
 * with each element of a row is done with whole vectors of rows. A thread keeps one from call to call.
 */
final class SoftmaxColumns {
    /** From this length on rows are done as fast one by one. */
    static final int TO = 32;

    private static final int BLOCK = 128;
    private static final ThreadLocal<SoftmaxColumns> OF_THREAD = ThreadLocal.withInitial(SoftmaxColumns::new);

    private final float[] shifted = new float[TO * BLOCK];
    private final float[] result = new float[TO * BLOCK];
    private final float[] labels = new float[TO * BLOCK];
    private final float[] max = new float[BLOCK];
    private final float[] log = new float[BLOCK];
    private final float[] loss = new float[BLOCK];
    private final float[] rest = new float[BLOCK];

    /** Eight sums a row, as {@link ExponentialsFloat} has them, and at the end one. */
    private final float[] sum = new float[8 * BLOCK];

    private SoftmaxColumns() {}

    static SoftmaxColumns get() {
        return OF_THREAD.get();
    }

    void softmax(ExponentialsFloat e, float[] x, float[] y, int columns, int from, int to) {
        for (int row = from; row < to; row += BLOCK) {
            int n = Math.min(BLOCK, to - row);
            exponentials(e, x, columns, row, n);
            divide(columns, n);
            restore(result, columns, n, y, row * columns);
        }
    }

    void logarithm(ExponentialsFloat e, float[] x, float[] y, int columns, int from, int to) {
        for (int row = from; row < to; row += BLOCK) {
            int n = Math.min(BLOCK, to - row);
            exponentials(e, x, columns, row, n);
            subtractLogarithm(columns, n);
            restore(shifted, columns, n, y, row * columns);
        }
    }

    void crossEntropy(
            ExponentialsFloat e, float[] x, float[] given, float[] losses, float[] y, int columns, int from, int to) {
        for (int row = from; row < to; row += BLOCK) {
            int n = Math.min(BLOCK, to - row);
            exponentials(e, x, columns, row, n);
            transpose(given, row * columns, columns, n, labels);
            // The sum of labels * (log - shifted), with both signs turned.
            subtractLogarithm(columns, n);
            AccumulateFloat.multiply(labels, 0, shifted, 0, columns * n);
            Arrays.fill(loss, 0, n, 0f);
            for (int k = 0; k < columns; k++) {
                AccumulateFloat.subtract(shifted, k * n, loss, 0, n);
            }
            System.arraycopy(loss, 0, losses, row, n);
            divide(columns, n);
            AccumulateFloat.subtract(labels, 0, result, 0, columns * n);
            restore(result, columns, n, y, row * columns);
        }
    }

    /** Makes the elements less the greatest of their rows, the exponentials of these, and their sums. */
    private void exponentials(ExponentialsFloat e, float[] x, int columns, int row, int n) {
        transpose(x, row * columns, columns, n, shifted);
        System.arraycopy(shifted, 0, max, 0, n);
        for (int k = 1; k < columns; k++) {
            AccumulateFloat.max(shifted, k * n, max, 0, n);
        }
        for (int k = 0; k < columns; k++) {
            AccumulateFloat.subtract(max, 0, shifted, k * n, n);
        }
        ExpFloat.run(shifted, 0, result, 0, columns * n);
        sum(columns, n);
        e.set(row, n, max, sum);
    }

    /** Adds as {@link ExponentialsFloat} does; what it adds to zeros is never -0, so it may as well be copied. */
    private void sum(int columns, int n) {
        int k = 0;
        Arrays.fill(sum, 0, n, 0f);
        if (columns >= 8) {
            System.arraycopy(result, 0, sum, 0, 8 * n);
            for (k = 8; k + 8 <= columns; k += 8) {
                AccumulateFloat.add(result, k * n, sum, 0, 8 * n);
            }
            for (int half = 4; half > 0; half /= 2) {
                AccumulateFloat.add(sum, half * n, sum, 0, half * n);
            }
        }
        if (k < columns) {
            System.arraycopy(result, k * n, rest, 0, n);
            for (k++; k < columns; k++) {
                AccumulateFloat.add(result, k * n, rest, 0, n);
            }
            AccumulateFloat.add(rest, 0, sum, 0, n);
        }
    }

    private void subtractLogarithm(int columns, int n) {
        // One by one: its SIMD form, so late in a large method, would allocate what the compiler does not inline.
        for (int i = 0; i < n; i++) {
            log[i] = LogFloat.apply(sum[i]);
        }
        for (int k = 0; k < columns; k++) {
            AccumulateFloat.subtract(log, 0, shifted, k * n, n);
        }
    }

    private void divide(int columns, int n) {
        for (int k = 0; k < columns; k++) {
            AccumulateFloat.divide(sum, 0, result, k * n, n);
        }
    }

    private static void transpose(float[] x, int offset, int columns, int n, float[] y) {
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < n; i++) {
                y[k * n + i] = x[offset + i * columns + k];
            }
        }
    }

    private static void restore(float[] x, int columns, int n, float[] y, int offset) {
        for (int k = 0; k < columns; k++) {
            for (int i = 0; i < n; i++) {
                y[offset + i * columns + k] = x[k * n + i];
            }
        }
    }
}
