package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Floor;
import dev.lamina.op.random.Multinomial;
import dev.lamina.op.random.RandomShuffle;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.random.RandomUniformInt;
import dev.lamina.op.random.TruncatedNormal;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What random operations promise beyond the bits of their kernels: seeds, state, distributions. */
class RandomOperationsTest {
    enum Kind {
        UNIFORM,
        NORMAL,
        TRUNCATED,
        INTEGER,
        SHUFFLE,
        MULTINOMIAL;

        Output add(Scope scope) {
            Scope inputs = scope.named(null);
            return switch (this) {
                case UNIFORM -> RandomUniform.of(scope, shape(scope, 1000), DType.FLOAT32);
                case NORMAL -> RandomStandardNormal.of(scope, shape(scope, 1000), DType.FLOAT32);
                case TRUNCATED -> TruncatedNormal.of(scope, shape(scope, 1000), DType.FLOAT32);
                case INTEGER ->
                    RandomUniformInt.of(scope, shape(scope, 1000), Const.of(inputs, 0), Const.of(inputs, 1 << 30));
                case SHUFFLE ->
                    RandomShuffle.of(
                            scope, Const.of(inputs, IntStream.range(0, 1000).toArray()));
                case MULTINOMIAL -> Multinomial.of(scope, Const.of(inputs, new float[1][50]), Const.of(inputs, 1000));
            };
        }
    }

    private static Output shape(Scope scope, int... dims) {
        return Const.of(scope.named(null), dims);
    }

    private static Graph seeded(long seed) {
        Graph graph = new Graph();
        graph.setSeed(seed);
        return graph;
    }

    private static Tensor firstRun(Graph graph, Output random) {
        try (Session session = new Session(graph)) {
            return session.run(random);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameNumbers(Kind kind) {
        Graph one = seeded(42);
        Graph two = seeded(42);
        Graph other = seeded(43);
        Tensor numbers = firstRun(one, kind.add(Scope.of(one)));
        assertThat(firstRun(two, kind.add(Scope.of(two)))).isEqualTo(numbers);
        assertThat(firstRun(other, kind.add(Scope.of(other)))).isNotEqualTo(numbers);
    }

    @ParameterizedTest
    @EnumSource
    void everyRunGoesOnAndEverySessionStartsAgain(Kind kind) {
        Graph graph = seeded(42);
        Output random = kind.add(Scope.of(graph));
        try (Session one = new Session(graph);
                Session two = new Session(graph)) {
            List<Tensor> ofOne = List.of(one.run(random), one.run(random), one.run(random));
            assertThat(ofOne).doesNotHaveDuplicates();
            assertThat(List.of(two.run(random), two.run(random), two.run(random)))
                    .isEqualTo(ofOne);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatElseIsInTheGraphChangesNothing(Kind kind) {
        Graph small = seeded(42);
        Tensor numbers = firstRun(small, kind.add(Scope.of(small).named("dropout")));
        Graph large = seeded(42);
        for (Kind each : Kind.values()) {
            each.add(Scope.of(large));
        }
        assertThat(firstRun(large, kind.add(Scope.of(large).named("dropout")))).isEqualTo(numbers);
    }

    @ParameterizedTest
    @EnumSource
    void operationsOfOneGraphDrawDifferentNumbers(Kind kind) {
        Graph graph = seeded(42);
        Output first = kind.add(Scope.of(graph));
        Output second = kind.add(Scope.of(graph));
        assertThat(first.node().name()).isNotEqualTo(second.node().name());
        assertThat(firstRun(graph, first)).isNotEqualTo(firstRun(graph, second));
    }

    @ParameterizedTest
    @EnumSource
    void withoutASeedEverySessionIsDifferent(Kind kind) {
        Graph graph = new Graph();
        Output random = kind.add(Scope.of(graph));
        assertThat(firstRun(graph, random)).isNotEqualTo(firstRun(graph, random));
    }

    @Test
    void seedsFollowTensorFlowsRules() {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        assertThat(uniform(scope, null)).isEqualTo(new RandomUniform(0, 0, DType.FLOAT32));
        assertThat(uniform(scope, 7L)).isEqualTo(new RandomUniform(87654321, 7, DType.FLOAT32));
        graph.setSeed(5);
        assertThat(uniform(scope, 7L)).isEqualTo(new RandomUniform(5, 7, DType.FLOAT32));
        assertThat(uniform(scope, -1L)).isEqualTo(new RandomUniform(5, Integer.MAX_VALUE - 1, DType.FLOAT32));
        // CRC-32 of "RandomUniform_4"
        assertThat(uniform(scope, null)).isEqualTo(new RandomUniform(5, crc("RandomUniform_4"), DType.FLOAT32));
        graph.setSeed(0);
        assertThat(uniform(scope, 0L)).isEqualTo(new RandomUniform(0, Integer.MAX_VALUE, DType.FLOAT32));
    }

    private static long crc(String name) {
        long crc = 0xffffffffL;
        for (int i = 0; i < name.length(); i++) {
            crc ^= name.charAt(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xedb88320L;
            }
        }
        return crc ^ 0xffffffffL;
    }

    private static Object uniform(Scope scope, @Nullable Long seed) {
        return RandomUniform.of(scope, shape(scope, 1), DType.FLOAT32, seed)
                .node()
                .op();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16"})
    void distributions(DType type) {
        Graph graph = seeded(1);
        Scope scope = Scope.of(graph);
        Output shape = shape(scope, 200_000);
        double[] uniform = doubles(firstRun(graph, RandomUniform.of(scope, shape, type)));
        assertThat(Arrays.stream(uniform)).allMatch(x -> x >= 0 && x < 1);
        checkMoments(uniform, type == DType.BFLOAT16 ? 0.5 - 1 / 256.0 : 0.5, 1 / 12.0);
        double[] normal = doubles(firstRun(graph, RandomStandardNormal.of(scope, shape, type)));
        assertThat(Arrays.stream(normal).max().orElseThrow()).isBetween(4.0, 6.0);
        checkMoments(normal, 0, 1);
        double[] truncated = doubles(firstRun(graph, TruncatedNormal.of(scope, shape, type)));
        assertThat(Arrays.stream(truncated)).allMatch(x -> Math.abs(x) <= 2);
        checkMoments(truncated, 0, 0.7737);
    }

    private static double[] doubles(Tensor tensor) {
        return IntStream.range(0, tensor.size())
                .mapToDouble(tensor.buffer()::asDouble)
                .toArray();
    }

    private static void checkMoments(double[] x, double mean, double variance) {
        double sum = Arrays.stream(x).sum();
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        assertThat(sum / x.length).isCloseTo(mean, within(0.01));
        assertThat(squares / x.length).isCloseTo(variance, within(0.015));
    }

    @Test
    void integersAreInTheirRange() {
        Graph graph = seeded(1);
        Scope scope = Scope.of(graph);
        Output random = RandomUniformInt.of(scope, shape(scope, 60_000), Const.of(scope, -2L), Const.of(scope, 4L));
        long[] values = firstRun(graph, random).longs();
        for (long wanted = -2; wanted < 4; wanted++) {
            long face = wanted;
            assertThat(LongStream.of(values).filter(x -> x == face).count()).isBetween(9_600L, 10_400L);
        }
    }

    @Test
    void aShuffleKeepsRowsTogether() {
        Graph graph = seeded(1);
        Scope scope = Scope.of(graph);
        int[][] rows =
                IntStream.range(0, 100).mapToObj(i -> new int[] {i, 1000 + i}).toArray(int[][]::new);
        int[] shuffled =
                firstRun(graph, RandomShuffle.of(scope, Const.of(scope, rows))).ints();
        int[] first = IntStream.range(0, 100).map(i -> shuffled[2 * i]).toArray();
        assertThat(first).isNotEqualTo(IntStream.range(0, 100).toArray());
        assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
        assertThat(IntStream.range(0, 100).map(i -> shuffled[2 * i + 1]).toArray())
                .isEqualTo(Arrays.stream(first).map(i -> 1000 + i).toArray());
    }

    @Test
    void samplesFollowTheirDistribution() {
        Graph graph = seeded(1);
        Scope scope = Scope.of(graph);
        double[] shares = {0.1, 0.2, 0.7};
        double[][] logits = {Arrays.stream(shares).map(Math::log).toArray()};
        long[] drawn = firstRun(graph, Multinomial.of(scope, Const.of(scope, logits), Const.of(scope, 50_000)))
                .longs();
        for (int i = 0; i < shares.length; i++) {
            int wanted = i;
            assertThat(LongStream.of(drawn).filter(x -> x == wanted).count() / 50_000.0)
                    .isCloseTo(shares[i], within(0.01));
        }
    }

    /** As dropout does it: units kept with probability 0.8, times 1 / 0.8. */
    @Test
    void dropout() {
        Graph graph = seeded(1);
        Scope scope = Scope.of(graph);
        Output keep = Const.of(scope, 0.8f);
        Output uniform = RandomUniform.of(scope, shape(scope, 128, 1024), DType.FLOAT32);
        Output mask = Floor.of(scope, Add.of(scope, uniform, keep));
        Output dropped = Mul.of(scope, RealDiv.of(scope, OnesLike.of(scope, mask), keep), mask);
        try (Session session = new Session(graph)) {
            double[] first = doubles(session.run(dropped));
            assertThat(Arrays.stream(first)).allMatch(x -> x == 0 || x == 1.25);
            assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(1, within(0.01));
            assertThat(doubles(session.run(dropped))).isNotEqualTo(first);
        }
    }
}
