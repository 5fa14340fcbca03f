package dev.lamina.kernel.reduce;

import dev.lamina.kernel.elementary.LogFloat;
import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;

/**
 * Softmax of the rows of a matrix of floats, and what is made of it.
 *
 * <p>Rows are independent, so any split of them gives the same bits. Short rows are done side by side
 * ({@link SoftmaxColumns}), with the same bits as one by one.
 */
public final class SoftmaxFloat {
    private final int columns;
    private final ExponentialsFloat exponentials;

    /** For a matrix of this shape. */
    public SoftmaxFloat(int rows, int columns) {
        this.columns = columns;
        exponentials = new ExponentialsFloat(rows, columns);
    }

    /** Writes the softmax of the rows {@code from} to {@code to} (exclusive) of {@code x} to {@code y}, which may be {@code x}. */
    public void run(float[] x, float[] y, int from, int to) {
        if (sideBySide(from, to)) {
            SoftmaxColumns.get().softmax(exponentials, x, y, columns, from, to);
            return;
        }
        exponentials.run(x, y, from, to);
        for (int row = from; row < to; row++) {
            float sum = exponentials.sum(row);
            int end = (row + 1) * columns;
            for (int k = row * columns; k < end; k++) {
                y[k] /= sum;
            }
        }
    }

    /** Writes the logarithm of the softmax of rows of {@code x} to {@code y}, which is another array. */
    public void logarithm(float[] x, float[] y, int from, int to) {
        if (sideBySide(from, to)) {
            SoftmaxColumns.get().logarithm(exponentials, x, y, columns, from, to);
            return;
        }
        exponentials.run(x, y, from, to);
        for (int row = from; row < to; row++) {
            float max = exponentials.max(row);
            float log = LogFloat.apply(exponentials.sum(row));
            int end = (row + 1) * columns;
            for (int k = row * columns; k < end; k++) {
                y[k] = x[k] - max - log;
            }
        }
    }

    /** Writes the cross entropies of rows of {@code x} and of labels to {@code loss}, and their gradients by x to {@code y}. */
    public void crossEntropy(float[] x, float[] labels, float[] loss, float[] y, int from, int to) {
        if (sideBySide(from, to)) {
            SoftmaxColumns.get().crossEntropy(exponentials, x, labels, loss, y, columns, from, to);
            return;
        }
        exponentials.run(x, y, from, to);
        for (int row = from; row < to; row++) {
            float sum = exponentials.sum(row);
            float log = LogFloat.apply(sum);
            float shift = exponentials.max(row);
            int end = (row + 1) * columns;
            float entropy = 0;
            for (int k = row * columns; k < end; k++) {
                entropy += labels[k] * (log - (x[k] - shift));
            }
            for (int k = row * columns; k < end; k++) {
                y[k] = y[k] / sum - labels[k];
            }
            loss[row] = entropy;
        }
    }

    /** Returns the greatest element of a row done last; NaN if one is. */
    public float max(int row) {
        return exponentials.max(row);
    }

    /** Returns the logarithm of the sum of a row's exponentials, less its greatest element. */
    public float logSum(int row) {
        return LogFloat.apply(exponentials.sum(row));
    }

    private boolean sideBySide(int from, int to) {
        return Simd.isEnabled() && columns > 0 && columns < SoftmaxColumns.TO && to - from >= Lanes.WIDTH;
    }
}
