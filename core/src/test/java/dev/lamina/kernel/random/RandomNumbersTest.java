package dev.lamina.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.kernel.simd.Simd;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Against numbers TensorFlow 2.18 drew in the second run of an operation with seed 42 and seed2
 * 87654321: the first few, and the {@link Arrays#hashCode} of all.
 */
class RandomNumbersTest {
    private static final int N = 100_003;
    private static final int FOURS = (N + 3) / 4;
    private static final int TWOS = (N + 1) / 2;

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    private static Philox secondRun(long outputs) {
        PhiloxStream stream = new PhiloxStream(42, 87654321);
        Philox start = new Philox(0, 0);
        stream.reserveOutputs(outputs, start);
        stream.reserveOutputs(outputs, start);
        return start;
    }

    @Test
    @Tag("simd")
    void uniformNumbersAreTensorFlows() {
        for (boolean simd : new boolean[] {true, false}) {
            Simd.setEnabled(simd);
            float[] floats = new float[N];
            UniformFloat.fill(floats, 0, N, secondRun(N), 0, FOURS);
            assertThat(floats).startsWith(0.16728902f, 0.10685253f, 0.27722847f, 0.9383317f);
            assertThat(Arrays.hashCode(floats)).isEqualTo(1879226709);
            double[] doubles = new double[N];
            UniformDouble.fill(doubles, 0, N, secondRun(N), 0, TWOS);
            assertThat(doubles).startsWith(0.3383127266668762, 0.2178282270921985);
            assertThat(Arrays.hashCode(doubles)).isEqualTo(333974403);
            int[] ints = new int[N];
            UniformInt.fill(ints, 0, N, -17, 1000003, secondRun(N), 0, FOURS);
            assertThat(ints).startsWith(432585, 312787, 532476, 212380);
            assertThat(Arrays.hashCode(ints)).isEqualTo(-267226181);
            long[] longs = new long[N];
            UniformLong.fill(longs, 0, N, Long.MIN_VALUE / 2 - 3, Long.MAX_VALUE - 1, secondRun(N), 0, TWOS);
            assertThat(longs).startsWith(6561090829225912759L, 3708744259413965878L);
            assertThat(Arrays.hashCode(longs)).isEqualTo(-500080736);
        }
    }

    /** TensorFlow's logarithm, sine and cosine are the C library's: a few numbers are an ulp or three off. */
    @Test
    @Tag("simd")
    void normalNumbersAreNearlyTensorFlows() {
        for (boolean simd : new boolean[] {true, false}) {
            Simd.setEnabled(simd);
            float[] floats = new float[N];
            NormalFloat.fill(floats, 0, N, secondRun(N), 0, FOURS);
            assertThat(floats[2]).isCloseTo(-0.6052481f, within(2e-7f));
            assertThat(floats[3]).isCloseTo(1.4830716f, within(4e-7f));
            assertThat(Arrays.hashCode(floats)).isEqualTo(-1273024783);
            TruncatedNormalFloat.fill(floats, 0, N, secondRun(N), 0, FOURS);
            assertThat(floats[3]).isCloseTo(1.4830716f, within(4e-7f));
            assertThat(Arrays.hashCode(floats)).isEqualTo(1973427401);
            double[] doubles = new double[N];
            NormalDouble.fill(doubles, 0, N, secondRun(N), 0, TWOS);
            assertThat(doubles[2]).isCloseTo(1.637366150374256, within(1e-15));
            assertThat(Arrays.hashCode(doubles)).isEqualTo(167873351);
            TruncatedNormalDouble.fill(doubles, 0, N, secondRun(N), 0, TWOS);
            assertThat(doubles[2]).isCloseTo(0.6145137091109053, within(1e-15));
            assertThat(doubles[3]).isCloseTo(1.8205592054308766, within(1e-15));
            assertThat(Arrays.hashCode(doubles)).isEqualTo(-1391483019);
        }
    }

    @Test
    void permutationsAreTensorFlows() {
        PhiloxStream stream = new PhiloxStream(42, 87654321);
        Philox start = new Philox(0, 0);
        stream.reserveWords(Permutation.words(N), start);
        stream.reserveWords(Permutation.words(N), start);
        int[] permutation = new int[N];
        Permutation.fill(permutation, N, start);
        assertThat(permutation).startsWith(16993, 31275, 34267, 28171);
        assertThat(Arrays.hashCode(permutation)).isEqualTo(164522968);
        Arrays.sort(permutation);
        for (int i = 0; i < N; i++) {
            assertThat(permutation[i]).isEqualTo(i);
        }
    }

    @Test
    void categoricalSamplesAreTensorFlows() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] logits = {
            0,
            1,
            2,
            3,
            4,
            5,
            -1,
            -2,
            0.5,
            0.25,
            3,
            -infinity,
            100,
            101,
            99.5,
            -50,
            20,
            100,
            0,
            0,
            0,
            0,
            0,
            0,
            Double.NaN,
            1,
            infinity,
            2,
            -3,
            -1
        };
        long[] samples = new long[5 * N];
        CategoricalSampler.sample(
                logits, 0, 5, 6, N, new double[6], samples, 0, secondRun(CategoricalSampler.reservedOutputs(5, N)));
        assertThat(samples).startsWith(3, 5, 4, 4);
        assertThat(Arrays.hashCode(samples)).isEqualTo(-821236794);
    }

    @Test
    void aRowWithoutFiniteLogitsGivesTheNumberOfClasses() {
        long[] samples = new long[2];
        double[] logits = {Double.NaN, Double.NEGATIVE_INFINITY};
        CategoricalSampler.sample(logits, 0, 1, 2, 2, new double[2], samples, 0, new Philox(1, 1));
        assertThat(samples).containsExactly(2, 2);
    }

    @Test
    @Tag("simd")
    void partsMakeTheWhole() {
        int n = 4001;
        int groups = (n + 3) / 4;
        Philox start = new Philox(5, 6);
        float[] whole = new float[n];
        float[] parts = new float[n + 2];
        UniformFloat.fill(whole, 0, n, start, 0, groups);
        UniformFloat.fill(parts, 1, n, start, 300, groups);
        UniformFloat.fill(parts, 1, n, start, 0, 300);
        assertThat(Arrays.copyOfRange(parts, 1, n + 1)).isEqualTo(whole);
        NormalFloat.fill(whole, 0, n, start, 0, groups);
        NormalFloat.fill(parts, 1, n, start, 777, groups);
        NormalFloat.fill(parts, 1, n, start, 0, 777);
        assertThat(Arrays.copyOfRange(parts, 1, n + 1)).isEqualTo(whole);
        TruncatedNormalFloat.fill(whole, 0, n, start, 0, groups);
        TruncatedNormalFloat.fill(parts, 1, n, start, 1, groups);
        TruncatedNormalFloat.fill(parts, 1, n, start, 0, 1);
        assertThat(Arrays.copyOfRange(parts, 1, n + 1)).isEqualTo(whole);
        assertThat(parts[0]).isZero();
        assertThat(parts[n + 1]).isZero();
        for (float x : whole) {
            assertThat(Math.abs(x)).isLessThan(2f);
        }
    }
}
