package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaUnderCurveTest {
    private static Areas of(double[] scores, int[] labels) {
        AreaUnderCurve metric = new AreaUnderCurve();
        metric.update(Tensor.of(scores), Tensor.of(labels));
        return metric.result();
    }

    /** The example of scikit-learn's documentation of both. */
    @Test
    void knownNumbers() {
        Areas areas = of(new double[] {0.1, 0.4, 0.35, 0.8}, new int[] {0, 0, 1, 1});
        assertThat(areas.roc()).isEqualTo(0.75);
        assertThat(areas.precisionRecall()).isCloseTo(0.8333333, within(1e-6));
        assertThat(areas.positives()).isEqualTo(2);
        assertThat(areas.negatives()).isEqualTo(2);
    }

    @Test
    void bestWorstAndAllAlike() {
        assertThat(of(new double[] {1, 2, 3}, new int[] {0, 1, 1})).isEqualTo(new Areas(1, 1, 2, 1));
        assertThat(of(new double[] {3, 2, 1}, new int[] {0, 1, 1}).roc()).isZero();
        assertThat(of(new double[] {5, 5, 5, 5}, new int[] {0, 1, 0, 0})).isEqualTo(new Areas(0.5, 0.25, 1, 3));
        assertThat(of(new double[] {-0.0, 0.0}, new int[] {0, 1}).roc()).isEqualTo(0.5);
    }

    @Test
    void isWhatPairsAndThresholdsGive() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(60);
            double[] scores = random.ints(n, 0, 12).asDoubleStream().toArray();
            int[] labels = random.ints(n, 0, 2).toArray();
            labels[0] = 0;
            labels[1] = 1;
            Areas areas = of(scores, labels);
            assertThat(areas.roc()).isCloseTo(byPairs(scores, labels), within(1e-12));
            assertThat(areas.precisionRecall()).isCloseTo(byThresholds(scores, labels), within(1e-12));
        }
    }

    private static double byPairs(double[] scores, int[] labels) {
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int k = 0; k < scores.length; k++) {
                if (labels[i] == 1 && labels[k] == 0) {
                    wins += scores[i] > scores[k] ? 1 : scores[i] == scores[k] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return wins / pairs;
    }

    private static double byThresholds(double[] scores, int[] labels) {
        double positives = Arrays.stream(labels).sum();
        double[] thresholds = Arrays.stream(scores).distinct().sorted().toArray();
        double area = 0;
        double recall = 0;
        for (int t = thresholds.length - 1; t >= 0; t--) {
            double hits = 0;
            double taken = 0;
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] >= thresholds[t]) {
                    hits += labels[i];
                    taken++;
                }
            }
            area += (hits / positives - recall) * hits / taken;
            recall = hits / positives;
        }
        return area;
    }

    @Test
    void withoutBothKindsThereIsNoArea() {
        assertThat(new AreaUnderCurve().result()).isEqualTo(new Areas(Double.NaN, Double.NaN, 0, 0));
        assertThat(of(new double[] {1, 2}, new int[] {0, 0})).isEqualTo(new Areas(Double.NaN, Double.NaN, 0, 2));
        assertThat(of(new double[] {1, 2}, new int[] {1, 1})).isEqualTo(new Areas(Double.NaN, 1, 2, 0));
    }

    @Test
    void aNaNHasNoRank() {
        assertThat(of(new double[] {1, Double.NaN, 3}, new int[] {0, 0, 1}))
                .isEqualTo(new Areas(Double.NaN, Double.NaN, 1, 2));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(new double[] {1}, new int[] {2}, "is not 0 or 1: 2");
        refused(new int[] {1}, new int[] {1}, "must be scores");
        refused(new double[][] {{1, 2}}, new int[] {1}, "[examples, 1]");
        refused(new double[] {1}, new int[] {1, 0}, "1 predictions do not go with 2 labels");
    }

    private static void refused(Object predictions, Object labels, String message) {
        AreaUnderCurve metric = new AreaUnderCurve();
        assertThatThrownBy(() -> metric.update(Tensor.of(predictions), Tensor.of(labels)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(message);
        assertThat(metric.result().positives()).isZero();
    }
}
