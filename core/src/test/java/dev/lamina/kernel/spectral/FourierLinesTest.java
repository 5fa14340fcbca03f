package dev.lamina.kernel.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.kernel.spectral.FourierLines.Form;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourierLinesTest {
    /** All small lengths; powers of each radix; lengths with a prime for which Bluestein's way is taken. */
    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 130), IntStream.of(243, 256, 343, 625, 53 * 4, 211, 1009, 2 * 499));
    }

    private static double[] random(int n) {
        return new Random(n).doubles(n, -1, 1).toArray();
    }

    /** By the definition, in O(n²). */
    private static double[] definition(double[] x, int n, int sign) {
        double[] y = new double[2 * n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                double angle = sign * 2 * Math.PI * ((long) j * k % n) / n;
                y[2 * k] += x[2 * j] * Math.cos(angle) - x[2 * j + 1] * Math.sin(angle);
                y[2 * k + 1] += x[2 * j] * Math.sin(angle) + x[2 * j + 1] * Math.cos(angle);
            }
        }
        return y;
    }

    private static void run(Form form, boolean isInverse, int outer, int n, int inner, Object from, Object to) {
        new FourierLines(form, isInverse, outer, n, inner, size -> {
                    double[] spoilt = new double[size];
                    Arrays.fill(spoilt, Double.NaN);
                    return spoilt;
                })
                .run(from, to);
    }

    private static void close(double[] actual, double[] expected, double tolerance) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(actual[k]).as("element %d", k).isCloseTo(expected[k], within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void transformsAreWhatTheDefinitionSays(int n) {
        double[] x = random(2 * n);
        double[] y = new double[2 * n];
        run(Form.COMPLEX, false, 1, n, 1, x, y);
        close(y, definition(x, n, -1), 1e-13 * n);
        run(Form.COMPLEX, true, 1, n, 1, x, y);
        double[] inverse =
                Arrays.stream(definition(x, n, 1)).map(each -> each / n).toArray();
        close(y, inverse, 1e-13);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void thoseOfRealNumbersAreTheFirstHalf(int n) {
        double[] x = random(n);
        double[] complex = new double[2 * n];
        for (int j = 0; j < n; j++) {
            complex[2 * j] = x[j];
        }
        double[] half = new double[2 * (n / 2 + 1)];
        run(Form.FROM_REAL, false, 1, n, 1, x, half);
        close(half, Arrays.copyOf(definition(complex, n, -1), half.length), 1e-13 * n);
        double[] back = new double[n];
        half[1] = 5; // the imaginary part of what must be real counts for nothing
        run(Form.TO_REAL, true, 1, n, 1, half, back);
        close(back, x, 1e-13);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 7, 106})
    void everyLineIsTransformedAsIfItWereAlone(int n) {
        int outer = 5;
        int inner = 3;
        double[] x = random(2 * outer * n * inner);
        double[] y = new double[x.length];
        run(Form.COMPLEX, false, outer, n, inner, x, y);
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                double[] line = new double[2 * n];
                double[] alone = new double[2 * n];
                int at = o * n * inner + i;
                each(n, j -> line[2 * j] = x[2 * (at + j * inner)]);
                each(n, j -> line[2 * j + 1] = x[2 * (at + j * inner) + 1]);
                run(Form.COMPLEX, false, 1, n, 1, line, alone);
                each(n, j -> assertThat(y[2 * (at + j * inner)]).isEqualTo(alone[2 * j]));
                each(n, j -> assertThat(y[2 * (at + j * inner) + 1]).isEqualTo(alone[2 * j + 1]));
            }
        }
    }

    private static void each(int n, IntConsumer action) {
        IntStream.range(0, n).forEach(action);
    }

    @Test
    void theBitsAreTheSameOnAnyThreads() {
        int before = Parallel.threads();
        double[] x = random(2 * 200 * 90);
        double[][] y = new double[3][x.length];
        try {
            for (int threads = 1; threads <= y.length; threads++) {
                Parallel.setThreads(threads);
                run(Form.COMPLEX, false, 200, 90, 1, x, y[threads - 1]);
            }
        } finally {
            Parallel.setThreads(before);
        }
        assertThat(y[1]).isEqualTo(y[0]);
        assertThat(y[2]).isEqualTo(y[0]);
    }

    @Test
    void floatsAreComputedAsDoublesAndRounded() {
        double[] x = random(2 * 30);
        float[] narrow = new float[x.length];
        double[] wide = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            narrow[k] = (float) x[k];
            wide[k] = narrow[k];
        }
        float[] y = new float[x.length];
        double[] expected = new double[x.length];
        run(Form.COMPLEX, false, 1, 30, 1, narrow, y);
        run(Form.COMPLEX, false, 1, 30, 1, wide, expected);
        for (int k = 0; k < y.length; k++) {
            assertThat(y[k]).isEqualTo((float) expected[k]);
        }
    }

    @Test
    void rootsOfUnityAreExactOnTheAxesAndSymmetric() {
        Twiddles roots = Twiddles.of(24);
        assertThat(roots.re[6]).isZero();
        assertThat(roots.im[6]).isEqualTo(-1);
        assertThat(roots.re[12]).isEqualTo(-1);
        assertThat(roots.im[12]).isZero();
        assertThat(roots.re[3]).isEqualTo(-roots.im[3]);
        assertThat(roots.re[4]).isEqualTo(roots.re[20]);
        assertThat(roots.im[4]).isEqualTo(-roots.im[20]);
        assertThat(Twiddles.of(24)).isSameAs(roots);
    }
}
