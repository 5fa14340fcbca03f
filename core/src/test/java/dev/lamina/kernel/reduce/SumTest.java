package dev.lamina.kernel.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class SumTest {
    private static final int THREADS = Parallel.threads();

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 63, 64, 65, 100, 784, 4095, 4096, 4097, 5000, 100_003, 300_000})
    void isTheTreeOfTheDefinition(int n) {
        float[] x = random(n + 3, 1);
        float[] y = random(n + 2, 2);
        double[] dx = doubles(x);
        double[] dy = doubles(y);
        float[] sums =
                sameEachWay(() -> new float[] {Sum.all(x, 3, n), Sum.dot(x, 3, y, 2, n), Sum.sumOfSquares(x, 3, n)});
        assertThat(sums).containsExactly(tree(x, 3, n), treeOfProducts(x, 3, y, 2, n), treeOfProducts(x, 3, x, 3, n));

        double[] exact = sameDoublesEachWay(
                () -> new double[] {Sum.all(dx, 3, n), Sum.dot(dx, 3, dy, 2, n), Sum.sumOfSquares(dx, 3, n)});
        double sum = 0;
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            sum += dx[i + 3];
            dot += dx[i + 3] * dy[i + 2];
            squares += dx[i + 3] * dx[i + 3];
        }
        assertThat(exact[0]).isCloseTo(sum, within(1e-12 * n));
        assertThat(exact[1]).isCloseTo(dot, within(1e-12 * n));
        assertThat(exact[2]).isCloseTo(squares, within(1e-12 * n));
        assertThat((double) sums[0]).isCloseTo(sum, within(1e-5 * Math.sqrt(n)));
    }

    @Test
    void sumsOfBlocksAreSummedInBlocksToo() {
        float[] x = random(4096 * 4096 + 5_000, 5);
        assertThat(Sum.all(x, 0, x.length)).isEqualTo(tree(x, 0, x.length));
    }

    @ParameterizedTest
    @CsvSource({
        "0,5",
        "5,0",
        "1,1",
        "3,10",
        "128,10",
        "128,256",
        "256,7",
        "257,3",
        "1000,1030",
        "70000,10",
        "2,70000",
        "66000,1",
        "3,200000"
    })
    void rowsAndColumns(int rows, int columns) {
        float[] x = random(rows * columns + 2, 3);
        double[] dx = doubles(x);
        float[] byRow = sameEachWay(() -> {
            float[] out = new float[rows + 1];
            Sum.rows(x, 2, rows, columns, out, 1);
            return out;
        });
        float[] byColumn = sameEachWay(() -> {
            float[] out = new float[columns + 1];
            Sum.columns(x, 2, rows, columns, out, 1);
            return out;
        });
        double[] doubleRow = sameDoublesEachWay(() -> {
            double[] out = new double[rows + 1];
            Sum.rows(dx, 2, rows, columns, out, 1);
            return out;
        });
        double[] doubleColumn = sameDoublesEachWay(() -> {
            double[] out = new double[columns + 1];
            Sum.columns(dx, 2, rows, columns, out, 1);
            return out;
        });
        double[] rowSums = new double[rows + 1];
        double[] columnSums = new double[columns + 1];
        for (int i = 0; i < rows; i++) {
            assertThat(byRow[i + 1]).isEqualTo(tree(x, 2 + i * columns, columns));
            for (int j = 0; j < columns; j++) {
                rowSums[i + 1] += x[2 + i * columns + j];
                columnSums[j + 1] += x[2 + i * columns + j];
            }
        }
        assertThat(doubleRow).containsExactly(rowSums, within(1e-9));
        assertThat(doubleColumn).containsExactly(columnSums, within(1e-9));
        assertThat(doubles(byColumn)).containsExactly(columnSums, within(1e-5 * Math.sqrt(rows) + 1e-9));
    }

    @Test
    void nanAndInfinityAreKept() {
        float[] x = random(10_000, 4);
        x[5_000] = Float.POSITIVE_INFINITY;
        assertThat(Sum.all(x, 0, x.length)).isEqualTo(Float.POSITIVE_INFINITY);
        x[9_999] = Float.NEGATIVE_INFINITY;
        assertThat(Sum.all(x, 0, x.length)).isNaN();
    }

    @Test
    void refusesWhatDoesNotFit() {
        float[] x = new float[6];
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Sum.all(x, 1, 6));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Sum.rows(x, 0, 2, 4, x, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sum.columns(x, 0, -1, 4, x, 0))
                .withMessageContaining("[-1,4]");
    }

    private static float tree(float[] x, int off, int n) {
        return treeOfProducts(x, off, new float[0], 0, n);
    }

    /** The definition, as {@link Sum} gives it; an empty y stands for ones. */
    private static float treeOfProducts(float[] x, int xOff, float[] y, int yOff, int n) {
        int blocks = Math.max(1, (n + 4095) / 4096);
        float[] sums = new float[blocks];
        for (int b = 0; b < blocks; b++) {
            float[] lanes = new float[64];
            for (int i = b * 4096; i < Math.min(n, (b + 1) * 4096); i++) {
                float factor = y.length == 0 ? 1 : y[yOff + i];
                lanes[i % 64] = Math.fma(x[xOff + i], factor, lanes[i % 64]);
            }
            for (int half = 32; half > 0; half /= 2) {
                for (int j = 0; j < half; j++) {
                    lanes[j] += lanes[j + half];
                }
            }
            sums[b] = lanes[0];
        }
        return blocks == 1 ? sums[0] : tree(sums, 0, blocks);
    }

    private static float[] sameEachWay(Supplier<float[]> work) {
        return floats(sameDoublesEachWay(() -> doubles(work.get())));
    }

    private static double[] sameDoublesEachWay(Supplier<double[]> work) {
        double[] first = work.get();
        for (int way = 0; way < 6; way++) {
            Simd.setEnabled(way % 2 == 0);
            Parallel.setThreads(1 + way / 2);
            assertThat(work.get())
                    .as("threads %d, SIMD %s", 1 + way / 2, way % 2 == 0)
                    .isEqualTo(first);
        }
        return first;
    }

    private static double[] doubles(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }

    private static float[] floats(double[] x) {
        float[] out = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (float) x[i];
        }
        return out;
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return x;
    }
}
