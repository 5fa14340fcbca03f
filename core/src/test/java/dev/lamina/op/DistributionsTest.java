package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.RandomGamma;
import dev.lamina.op.random.RandomPoissonV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of distributions: TensorFlow's own for the same seeds, and their moments. */
class DistributionsTest {
    private static final int SAMPLES = 100_000;

    private static Tensor run(Op op, Object... inputs) {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Output[] constants =
                Arrays.stream(inputs).map(input -> Const.of(scope, input)).toArray(Output[]::new);
        try (Session session = new Session(graph)) {
            return session.run(scope.output(op, constants));
        }
    }

    private static double[] of(Op op, Object... inputs) {
        return run(op, inputs).cast(DType.FLOAT64).buffer().doubles();
    }

    /** As TensorFlow 1 drew them. */
    @Test
    void gammaIsTensorFlows() {
        double[] samples = of(new RandomGamma(1, 12), new int[] {7, 2, 9}, new double[] {1.5, 2.5});
        assertThat(samples).hasSize(252);
        assertThat(Arrays.copyOf(samples, 4))
                .containsExactly(new double[] {1.43008028, 1.81066519, 2.45916241, 3.72836516}, within(1e-8));
        assertThat(Arrays.copyOfRange(samples, 248, 252))
                .containsExactly(new double[] {2.82466361, 1.98876143, 2.84510986, 1.19301735}, within(1e-8));
    }

    @Test
    void poissonIsTensorFlows() {
        double[] samples =
                of(new RandomPoissonV2(1, 17, DType.FLOAT16), new int[] {7, 2, 9, 4}, new double[] {0.5, 2.5});
        assertThat(samples).hasSize(1008);
        assertThat(Arrays.copyOf(samples, 24))
                .containsExactly(1, 1, 1, 1, 0, 5, 0, 4, 0, 1, 0, 1, 0, 3, 0, 2, 0, 3, 0, 4, 0, 8, 0, 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 7.5})
    void gammaHasMeanAndVarianceAlpha(double alpha) {
        double[] samples = of(new RandomGamma(3, 4), new int[] {SAMPLES}, new double[] {alpha});
        hasMoments(samples, alpha, alpha);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 4, 10, 1000})
    void poissonHasMeanAndVarianceRate(double rate) {
        double[] samples = of(new RandomPoissonV2(3, 4, DType.INT64), new int[] {SAMPLES}, new double[] {rate});
        hasMoments(samples, rate, rate);
    }

    static void hasMoments(double[] samples, double mean, double variance) {
        double found = Arrays.stream(samples).average().orElseThrow();
        double spread = IntStream.range(0, samples.length)
                .mapToDouble(i -> (samples[i] - found) * (samples[i] - found))
                .average()
                .orElseThrow();
        assertThat(found).isCloseTo(mean, within(5 * Math.sqrt(variance / samples.length)));
        assertThat(spread).isCloseTo(variance, within(0.05 * variance));
    }
}
