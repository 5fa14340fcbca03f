package dev.lamina.kernel.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.kernel.simd.Simd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class SoftmaxFloatTest {
    private static final int ROWS = 300;

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    /** All that is computed of a matrix, in two parts that are no whole number of blocks or vectors. */
    private static float[] all(boolean simd, float[] x, float[] labels, int columns) {
        Simd.setEnabled(simd);
        SoftmaxFloat softmax = new SoftmaxFloat(ROWS, columns);
        int n = ROWS * columns;
        float[] result = new float[3 * n + 3 * ROWS];
        float[] softmaxes = x.clone();
        float[] logarithms = new float[n];
        float[] gradients = new float[n];
        float[] losses = new float[ROWS];
        for (int[] part : new int[][] {{0, 83}, {83, ROWS}}) {
            softmax.logarithm(x, logarithms, part[0], part[1]);
            softmax.run(softmaxes, softmaxes, part[0], part[1]);
            softmax.crossEntropy(x, labels, losses, gradients, part[0], part[1]);
        }
        System.arraycopy(softmaxes, 0, result, 0, n);
        System.arraycopy(logarithms, 0, result, n, n);
        System.arraycopy(gradients, 0, result, 2 * n, n);
        System.arraycopy(losses, 0, result, 3 * n, ROWS);
        for (int row = 0; row < ROWS; row++) {
            result[3 * n + ROWS + row] = softmax.max(row);
            result[3 * n + 2 * ROWS + row] = softmax.logSum(row);
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 24, 31, 32, 33, 100})
    void rowsSideBySideHaveTheBitsOfRowsOneByOne(int columns) {
        Random random = new Random(columns);
        float[] x = new float[ROWS * columns];
        float[] labels = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (20 * random.nextGaussian());
            labels[i] = i % 3 == 0 ? 0f : random.nextFloat() - 0.25f;
        }
        x[5 * columns] = Float.NaN;
        x[6 * columns] = Float.NEGATIVE_INFINITY;
        x[7 * columns] = Float.POSITIVE_INFINITY;
        x[8 * columns] = 1e30f;
        Arrays.fill(x, 9 * columns, 10 * columns, -0f);
        Arrays.fill(labels, 10 * columns, 11 * columns, -0f);
        float[] plain = all(false, x, labels, columns);
        float[] simd = all(true, x, labels, columns);
        for (int i = 0; i < plain.length; i++) {
            assertThat(Float.floatToIntBits(simd[i])).as("element %d", i).isEqualTo(Float.floatToIntBits(plain[i]));
        }
        // A softmax adds up to 1, and its logarithms are the logarithms.
        for (int row = 11; row < ROWS; row++) {
            double sum = 0;
            for (int k = row * columns; k < (row + 1) * columns; k++) {
                sum += simd[k];
                assertThat(Math.exp(simd[x.length + k])).isCloseTo(simd[k], within(1e-5));
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }
}
