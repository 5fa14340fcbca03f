package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.InTopKV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKAccuracyTest {
    private static Fraction of(int k, float[][] scores, int... labels) {
        TopKAccuracy metric = new TopKAccuracy(k);
        metric.update(Tensor.of(scores), Tensor.of(labels));
        return metric.result();
    }

    @Test
    void isAmongTheLargest() {
        float[][] scores = {{0.1f, 0.5f, 0.4f}, {0.1f, 0.5f, 0.4f}, {0.1f, 0.5f, 0.4f}};
        assertThat(of(1, scores, 0, 1, 2)).isEqualTo(new Fraction(1, 3));
        assertThat(of(2, scores, 0, 1, 2)).isEqualTo(new Fraction(2, 3));
        assertThat(of(3, scores, 0, 1, 2).value()).isEqualTo(1);
        assertThat(of(9, scores, 0, 1, 2).value()).isEqualTo(1);
    }

    @Test
    void thoseThatTieAreAllIn() {
        float[][] scores = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
        assertThat(of(1, scores, 0, 1, 2).value()).isEqualTo(1);
    }

    @Test
    void whatIsNotFiniteIsWrong() {
        float[][] scores = {{Float.NaN, 1}, {0, Float.POSITIVE_INFINITY}, {0, 1}};
        assertThat(of(2, scores, 1, 1, 1)).isEqualTo(new Fraction(1, 3));
    }

    @Test
    void agreesWithTheOperation() {
        Random random = new Random(3);
        float[][] scores = new float[50][7];
        int[] labels = new int[50];
        for (int row = 0; row < 50; row++) {
            for (int i = 0; i < 7; i++) {
                scores[row][i] = random.nextInt(5);
            }
            labels[row] = random.nextInt(7);
        }
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        try (Session session = new Session(graph)) {
            for (int k = 1; k <= 7; k++) {
                long expected = 0;
                for (boolean hit : session.run(InTopKV2.of(
                                scope, Const.of(scope, scores), Const.of(scope, labels), Const.of(scope, k)))
                        .booleans()) {
                    expected += hit ? 1 : 0;
                }
                assertThat(of(k, scores, labels)).isEqualTo(new Fraction(expected, 50));
            }
        }
    }

    @Test
    void ofNothingIsNaN() {
        TopKAccuracy metric = new TopKAccuracy(1);
        assertThat(metric.result().value()).isNaN();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new TopKAccuracy(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> of(1, new float[][] {{1, 2}}, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the label of example 0 is not in [0, 2): 2");
        TopKAccuracy metric = new TopKAccuracy(1);
        assertThatThrownBy(() -> metric.update(Tensor.of(new float[] {1}), Tensor.of(new int[] {0})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[examples, classes]");
    }
}
