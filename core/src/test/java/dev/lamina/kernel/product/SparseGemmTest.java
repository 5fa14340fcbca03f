package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.array.Sparsity;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with many zeros on the left have the bits of the plain twin, which leaves none of them out. */
@Tag("simd")
class SparseGemmTest {
    private static final int THREADS = Parallel.threads();
    private static final int[][] SIZES = {
        {100, 256, 300},
        {300, 260, 100},
        {37, 200, 1000},
        {520, 1100, 60},
        {100, 1024, 128},
        {60, 384, 512},
        {7, 1030, 401},
        {130, 95, 784},
        {50, 300, 1040}
    };

    /** A product to compute; three quarters of A are zeros of both signs. */
    record Case(boolean transA, boolean transB, int m, int n, int k, boolean accumulate) {
        int lda() {
            return (transA ? m : k) + 3;
        }

        int ldb() {
            return (transB ? k : n) + 1;
        }

        float[] a() {
            float[] a = random(3 + (transA ? k : m) * lda(), 1);
            Random random = new Random(4);
            for (int i = 0; i < a.length; i++) {
                if (random.nextInt(4) > 0) {
                    a[i] = random.nextBoolean() ? 0f : -0f;
                }
            }
            return a;
        }

        float[] b() {
            return random(2 + (transB ? n : k) * ldb(), 2);
        }

        float[] c() {
            float[] c = random(m * n, 3);
            Arrays.fill(c, 0, c.length / 2, -0f);
            return c;
        }

        float[] product(boolean simd, int threads, float[] a, float[] b) {
            Simd.setEnabled(simd);
            Parallel.setThreads(threads);
            float[] c = c();
            Gemm.run(transA, transB, m, n, k, a, 3, lda(), b, 2, ldb(), c, 0, n, accumulate);
            return c;
        }

        boolean leavesOutZeros(float[] a) {
            FloatGemmJob job = new FloatGemmJob();
            job.sizes(m, n, k, accumulate);
            job.a(transA, a.length, 3, lda());
            job.a = a;
            return SparseGemm.isPossible(job) && SparseGemm.costOfTerm(job) < 1;
        }

        int placeInB(int p, int j) {
            return 2 + (transB ? j * ldb() + p : p * ldb() + j);
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(SIZES)
                .flatMap(s -> IntStream.range(0, 8)
                        .mapToObj(
                                bits -> new Case((bits & 1) != 0, (bits & 2) != 0, s[0], s[1], s[2], (bits & 4) != 0)));
    }

    @BeforeEach
    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheSameBits(Case c) {
        float[] a = c.a();
        assertThat(c.leavesOutZeros(a)).isTrue();
        assertSameBits(c, a, c.b());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void zeroTimesInfinityAndNaNGoWhereTheyMust(Case c) {
        float[] a = c.a();
        float[] b = c.b();
        b[c.placeInB(c.k - 1, 1)] = Float.POSITIVE_INFINITY;
        b[c.placeInB(c.k / 2, c.n - 1)] = Float.NaN;
        assertThat(c.leavesOutZeros(a)).isTrue();
        assertSameBits(c, a, b);
        assertThat(c.product(true, 2, a, b)[c.n - 1]).isNaN();
    }

    @Test
    void aSumThatVanishesIsPositive() {
        Case c = new Case(false, false, 100, 256, 300, false);
        float[] a = c.a();
        float[] b = c.b();
        for (int i = 0; i < a.length; i++) {
            a[i] = a[i] == 0 ? a[i] : -Float.MIN_VALUE;
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = Math.abs(b[i]) / 1000;
        }
        assertThat(c.leavesOutZeros(a)).isTrue();
        assertSameBits(c, a, b);
        assertThat(bits(c.product(true, 1, a, b))).containsOnly(0);
    }

    @Test
    void numbersThatAreNotFiniteAreNoZeros() {
        Case c = new Case(false, true, 100, 256, 300, false);
        float[] a = c.a();
        a[3] = Float.NaN;
        a[3 + c.lda()] = Float.NEGATIVE_INFINITY;
        a[3 + 2 * c.lda()] = Float.MIN_VALUE;
        assertSameBits(c, a, c.b());
    }

    @Test
    void everyElementIsFinishedOnceWhetherItIsKeptOrNot() {
        for (int bits = 0; bits < 4; bits++) {
            Case c = new Case((bits & 1) != 0, (bits & 2) != 0, 520, 1100, 150, false);
            float[] a = c.a();
            float[] b = c.b();
            float[] expected = c.product(false, 1, a, b);
            Simd.setEnabled(true);
            for (int threads = 1; threads <= 3; threads++) {
                Parallel.setThreads(threads);
                for (boolean keep : new boolean[] {true, false}) {
                    float[] seen = new float[expected.length];
                    AtomicIntegerArray times = new AtomicIntegerArray(seen.length);
                    Finish finish = (result, at, from, to) -> {
                        System.arraycopy(result, at, seen, from, to - from);
                        for (int i = from; i < to; i++) {
                            times.incrementAndGet(i);
                        }
                    };
                    float[] out = new float[expected.length];
                    Gemm.run(
                            c.transA, c.transB, c.m, c.n, c.k, a, 3, c.lda(), b, 2, c.ldb(), out, 0, c.n, false, finish,
                            keep);
                    assertThat(bits(seen)).isEqualTo(bits(expected));
                    assertThat(IntStream.range(0, seen.length).map(times::get)).containsOnly(1);
                }
            }
        }
    }

    @Test
    void densityIsTheShareOfWhatIsNotZero() {
        float[] x = new float[100 * 64];
        for (int i = 0; i < x.length; i += 4) {
            x[i] = i % 8 == 0 ? -Float.MIN_VALUE : Float.NaN;
        }
        assertThat(Sparsity.density(x, 0, 100, 61, 64)).isEqualTo(0.25);
        assertThat(Sparsity.density(x, 1, 99, 3, 64)).isZero();
        assertThat(Sparsity.density(new float[] {1f}, 0, 1, 1, 1)).isEqualTo(1);
    }

    private static void assertSameBits(Case c, float[] a, float[] b) {
        int[] expected = bits(c.product(false, 1, a, b));
        for (int threads = 1; threads <= 3; threads++) {
            assertThat(bits(c.product(true, threads, a, b)))
                    .as("%d threads", threads)
                    .isEqualTo(expected);
        }
    }

    /** Any NaN is as good as another. */
    private static int[] bits(float[] x) {
        return IntStream.range(0, x.length).map(i -> Float.floatToIntBits(x[i])).toArray();
    }

    private static float[] random(int length, int seed) {
        Random random = new Random(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
