package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class GemmTest {
    private static final int THREADS = Parallel.threads();
    private static final int[][] SIZES = {
        {1, 1, 1},
        {1, 5, 3},
        {1, 256, 784},
        {1, 100, 40},
        {2, 33, 9},
        {3, 1000, 17},
        {4, 4, 4},
        {5, 31, 401},
        {7, 16, 100},
        {8, 10, 64},
        {9, 17, 81},
        {10, 32, 12},
        {11, 33, 13},
        {13, 64, 800},
        {14, 255, 127},
        {21, 7, 205},
        {26, 300, 50},
        {37, 10, 150},
        {64, 64, 64},
        {65, 1, 127},
        {100, 10, 90},
        {100, 513, 20},
        {101, 600, 5},
        {127, 255, 783},
        {128, 10, 784},
        {200, 40, 1},
        {256, 8, 33},
        {300, 2, 300},
        {19, 1100, 810},
        {23, 15, 1},
        {6, 48, 399},
        {12, 96, 402},
        {610, 270, 70},
        {359, 520, 260}
    };

    /** What computes a product: the plain twin, what there is in a program's first seconds, or what there is later. */
    enum Mode {
        PLAIN,
        EARLY,
        SIMD;

        void set() {
            if (this == EARLY) {
                Simd.setEnabledForProductsAlone();
            } else {
                Simd.setEnabled(this == SIMD);
            }
        }
    }

    /** A product to compute, its matrices at odd places within larger arrays. */
    record Case(boolean transA, boolean transB, int m, int n, int k, boolean accumulate) {
        int lda() {
            return (transA ? m : k) + k % 3;
        }

        int ldb() {
            return (transB ? k : n) + m % 3;
        }

        int ldc() {
            return n + k % 2;
        }

        float[] a() {
            return random(3 + (transA ? k : m) * lda(), 1);
        }

        float[] b() {
            return random(2 + (transB ? n : k) * ldb(), 2);
        }

        float[] c() {
            return random(5 + m * ldc() + 7, 3);
        }

        float[] product(Mode mode, int threads, float[] a, float[] b) {
            mode.set();
            Parallel.setThreads(threads);
            float[] c = c();
            Gemm.run(transA, transB, m, n, k, a, 3, lda(), b, 2, ldb(), c, 5, ldc(), accumulate);
            return c;
        }

        double a(float[] a, int i, int p) {
            return a[3 + (transA ? p * lda() + i : i * lda() + p)];
        }

        double b(float[] b, int p, int j) {
            return b[2 + (transB ? j * ldb() + p : p * ldb() + j)];
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(SIZES)
                .flatMap(s -> IntStream.range(0, 8)
                        .mapToObj(
                                bits -> new Case((bits & 1) != 0, (bits & 2) != 0, s[0], s[1], s[2], (bits & 4) != 0)));
    }

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheProductWithTheSameBitsEachWay(Case c) {
        float[] a = c.a();
        float[] b = c.b();
        float[] got = c.product(Mode.SIMD, 1, a, b);
        assertIsProduct(c, a, b, got);
        for (int threads = 1; threads <= 3; threads++) {
            for (Mode mode : Mode.values()) {
                assertThat(bits(c.product(mode, threads, a, b)))
                        .as("%s, %d threads", mode, threads)
                        .isEqualTo(bits(got));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("finishedCases")
    void everyElementIsFinishedOnceWhetherItIsKeptOrNot(Case c) {
        float[] a = c.a();
        float[] b = c.b();
        float[] expected = new float[c.m * c.n];
        Simd.setEnabled(false);
        Gemm.run(c.transA, c.transB, c.m, c.n, c.k, a, 3, c.lda(), b, 2, c.ldb(), expected, 0, c.n, false);
        for (int run = 0; run < 12; run++) {
            int threads = run % 3 + 1;
            boolean keep = run % 2 == 0;
            Mode mode = run < 6 ? Mode.SIMD : Mode.EARLY;
            mode.set();
            Parallel.setThreads(threads);
            float[] seen = new float[expected.length];
            AtomicIntegerArray times = new AtomicIntegerArray(seen.length);
            Finish finish = (result, at, from, to) -> {
                System.arraycopy(result, at, seen, from, to - from);
                for (int i = from; i < to; i++) {
                    times.incrementAndGet(i);
                }
            };
            float[] out = new float[expected.length];
            Gemm.run(c.transA, c.transB, c.m, c.n, c.k, a, 3, c.lda(), b, 2, c.ldb(), out, 0, c.n, false, finish, keep);
            assertThat(bits(seen))
                    .as("%s, %d threads, kept: %s", mode, threads, keep)
                    .isEqualTo(bits(expected));
            assertThat(IntStream.range(0, seen.length).map(times::get)).containsOnly(1);
            if (keep) {
                assertThat(bits(out)).isEqualTo(bits(expected));
            }
        }
    }

    @Test
    void whatWasPackedOfOneProductIsNotUsedInTheNext() {
        Case c = new Case(true, false, 300, 70, 50, false);
        float[] a = c.a();
        float[] b = c.b();
        c.product(Mode.SIMD, 1, a, b);
        b[2]++;
        assertThat(bits(c.product(Mode.SIMD, 1, a, b))).isEqualTo(bits(c.product(Mode.PLAIN, 1, a, b)));
    }

    /** A tile's loop may have two steps of k a turn: what stands behind an odd last one must not be what was there before. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatFillsTheLastTurnIsNothingOfTheProductBefore(int transposed) {
        boolean transA = (transposed & 1) != 0;
        boolean transB = (transposed & 2) != 0;
        for (int m : new int[] {70, 410}) {
            Case before = new Case(transA, transB, m, 100, 128, false);
            float[] nothing = before.a();
            Arrays.fill(nothing, Float.NaN);
            float[] infinite = before.b();
            Arrays.fill(infinite, Float.POSITIVE_INFINITY);
            Case odd = new Case(transA, transB, m, 100, 127, false);
            float[] a = odd.a();
            float[] b = odd.b();
            float[] expected = odd.product(Mode.PLAIN, 1, a, b);
            before.product(Mode.SIMD, 1, nothing, infinite);
            assertThat(bits(odd.product(Mode.SIMD, 1, a, b))).isEqualTo(bits(expected));
        }
    }

    @Test
    void oneThreadTakesThePiecesOfAll() {
        Case c = new Case(true, false, 410, 1100, 60, false);
        float[] a = c.a();
        float[] b = c.b();
        float[] expected = c.product(Mode.PLAIN, 1, a, b);
        Simd.setEnabled(true);
        Parallel.setThreads(3);
        float[] got = c.c();
        // Within a task no other thread helps, but the product is cut for three.
        Parallel.run(2, task -> {
            if (task == 0) {
                Gemm.run(true, false, c.m, c.n, c.k, a, 3, c.lda(), b, 2, c.ldb(), got, 5, c.ldc(), false);
            }
        });
        assertThat(bits(got)).isEqualTo(bits(expected));
    }

    /** Sizes of one block and of many, in both directions, and with B packed as a whole, panel by panel, or read where it lies. */
    static Stream<Case> finishedCases() {
        int[][] sizes = {
            {384, 1024, 124},
            {192, 512, 264},
            {384, 1100, 264},
            {410, 1100, 60},
            {410, 1100, 200},
            {790, 250, 120},
            {790, 250, 130},
            {11, 330, 140},
            {51, 1030, 300},
            {1, 300, 40},
            {130, 10, 64}
        };
        return Arrays.stream(sizes)
                .flatMap(s -> IntStream.range(0, 4)
                        .mapToObj(bits -> new Case((bits & 1) != 0, (bits & 2) != 0, s[0], s[1], s[2], false)));
    }

    private static void assertIsProduct(Case c, float[] a, float[] b, float[] got) {
        float[] before = c.c();
        float[] expected = before.clone();
        for (int i = 0; i < c.m; i++) {
            for (int j = 0; j < c.n; j++) {
                int at = 5 + i * c.ldc() + j;
                double sum = c.accumulate ? before[at] : 0;
                double size = Math.abs(sum);
                for (int p = 0; p < c.k; p++) {
                    double term = c.a(a, i, p) * c.b(b, p, j);
                    sum += term;
                    size += Math.abs(term);
                }
                if (!(Math.abs(got[at] - sum) <= 1e-6 * size)) {
                    fail("element %d, %d is %s, not %s", i, j, got[at], sum);
                }
                expected[at] = got[at];
            }
        }
        assertThat(got).as("what lies outside of C").isEqualTo(expected);
    }

    @Test
    void isOneChainOfFusedMultiplyAdds() {
        Case c = new Case(false, false, 12, 40, 900, true);
        float[] a = c.a();
        float[] b = c.b();
        float[] before = c.c();
        float[] got = c.product(Mode.SIMD, 2, a, b);
        for (int i = 0; i < c.m; i++) {
            for (int j = 0; j < c.n; j++) {
                int at = 5 + i * c.ldc() + j;
                float sum = before[at];
                for (int p = 0; p < c.k; p++) {
                    sum = Math.fma((float) c.a(a, i, p), (float) c.b(b, p, j), sum);
                }
                assertThat(got[at]).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void zerosDoNotHideNanAndInfinity(Case c) {
        float[] a = new float[c.a().length];
        float[] b = c.b();
        Arrays.fill(b, 1f);
        int p = c.k / 2;
        int j = c.n - 1;
        b[2 + (c.transB ? j * c.ldb() + p : p * c.ldb() + j)] = Float.POSITIVE_INFINITY;
        for (Mode mode : Mode.values()) {
            float[] got = c.product(mode, 1, a, b);
            float[] expected = c.accumulate ? c.c() : got.clone();
            for (int i = 0; i < c.m; i++) {
                int row = 5 + i * c.ldc();
                if (!c.accumulate) {
                    Arrays.fill(expected, row, row + c.n, 0f);
                }
                expected[row + j] = Float.NaN;
            }
            assertThat(got).isEqualTo(expected);
        }
    }

    @Test
    void noTermsGiveZeroOrWhatWasThere() {
        float[] c = {1, 2, 3, 4, 5};
        Gemm.run(false, false, 2, 2, 0, new float[0], 0, 0, new float[0], 0, 2, c, 1, 2, true);
        assertThat(c).containsExactly(1, 2, 3, 4, 5);
        Gemm.run(false, false, 2, 2, 0, new float[0], 0, 0, new float[0], 0, 2, c, 1, 2, false);
        assertThat(c).containsExactly(1, 0, 0, 0, 0);
    }

    @Test
    void emptyProductsWriteNothing() {
        float[] c = {1};
        Gemm.run(false, false, 0, 3, 2, new float[0], 0, 2, new float[6], 0, 3, c, 0, 3, false);
        Gemm.run(false, false, 3, 0, 2, new float[6], 0, 2, new float[0], 0, 0, c, 0, 0, false);
        assertThat(c).containsExactly(1);
    }

    @Test
    void refusesMatricesThatDoNotFit() {
        float[] x = new float[6];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gemm.run(false, false, 2, 2, 3, x, 0, 2, x, 0, 2, x, 0, 2, false))
                .withMessageContaining("matrix A of shape [2,3]");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Gemm.run(false, false, 2, 2, 3, x, 1, 3, x, 0, 2, x, 0, 2, false));
    }

    private static int[] bits(float[] x) {
        return IntStream.range(0, x.length)
                .map(i -> Float.floatToRawIntBits(x[i]))
                .toArray();
    }

    static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
