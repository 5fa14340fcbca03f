package dev.lamina.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("simd")
class PackedMatrixTest {
    private static final int THREADS = Parallel.threads();

    /** Rows of the left side, columns of the right one, and what they share: in one block and many, even and odd. */
    static Stream<int[]> sizes() {
        return Stream.of(
                new int[] {4, 17, 60},
                new int[] {5, 32, 300},
                new int[] {8, 1030, 264},
                new int[] {9, 100, 265},
                new int[] {80, 64, 1},
                new int[] {127, 255, 783},
                new int[] {128, 1025, 40},
                new int[] {512, 33, 600});
    }

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void givesTheBitsOfTheProductThatPacksForItself(int[] size) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        assertThat(PackedMatrix.pays(m, n, k)).isTrue();
        float[] a = GemmTest.random(m * k, 1);
        float[] b = GemmTest.random(k * n, 2);
        for (boolean transposed : new boolean[] {false, true}) {
            Simd.setEnabled(false);
            float[] expected = new float[m * n];
            Gemm.run(false, transposed, m, n, k, a, 0, k, b, 0, transposed ? k : n, expected, 0, n, false);
            Simd.setEnabled(true);
            PackedMatrix packed = PackedMatrix.of(b, k, n, transposed);
            for (int threads = 1; threads <= 3; threads++) {
                Parallel.setThreads(threads);
                for (boolean keep : new boolean[] {true, false}) {
                    float[] finished = new float[m * n];
                    Finish finish = (c, at, from, to) -> System.arraycopy(c, at, finished, from, to - from);
                    float[] got = new float[m * n];
                    Gemm.run(m, a, b, packed, got, finish, keep);
                    assertThat(Arrays.equals(finished, expected))
                            .as("finished, transposed: %s, %d threads, kept: %s", transposed, threads, keep)
                            .isTrue();
                    assertThat(!keep || Arrays.equals(got, expected)).isTrue();
                }
            }
        }
    }

    @Test
    void plainTwinsReadTheMatrixItself() {
        float[] a = GemmTest.random(8 * 40, 1);
        float[] b = GemmTest.random(40 * 48, 2);
        PackedMatrix packed = PackedMatrix.of(b, 40, 48, false);
        float[] expected = new float[8 * 48];
        Gemm.run(8, a, b, packed, expected, null, true);
        Simd.setEnabled(false);
        float[] got = new float[8 * 48];
        Gemm.run(8, a, b, packed, got, null, true);
        assertThat(got).isEqualTo(expected);
    }
}
