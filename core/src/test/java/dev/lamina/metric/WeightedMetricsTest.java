package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Metrics of examples that do not all count the same. */
class WeightedMetricsTest {
    private static final int CLASSES = 4;

    private static final Map<String, Supplier<Metric<?>>> METRICS = Map.of(
            "accuracy",
            Accuracy::new,
            "top-k accuracy",
            () -> new TopKAccuracy(2),
            "confusion matrix",
            () -> new ConfusionMatrix(CLASSES),
            "precision and recall",
            () -> new PrecisionRecall(CLASSES),
            "areas",
            AreaUnderCurve::new,
            "errors",
            RegressionErrors::new);

    private static final double[] WEIGHTS = {0.5, 2, 0, 1.25};

    private static <R> R of(Metric<R> metric, Object predictions, Object labels, double... weights) {
        metric.update(Tensor.of(predictions), Tensor.of(labels), Tensor.of(weights));
        return metric.result();
    }

    /** Right are those of weight 0.5 and 1.25. */
    @Test
    void accuracy() {
        Fraction right = of(new Accuracy(), new int[] {0, 1, 2, 3}, new int[] {0, 0, 2, 3}, WEIGHTS);
        assertThat(right).isEqualTo(new Fraction(1.75, 3.75));
        assertThat(right.value()).isCloseTo(7.0 / 15, within(1e-15));
    }

    /** The second best is right where the weight is 2, none of the two best where it is 0.5. */
    @Test
    void topK() {
        float[][] scores = {{3, 2, 1}, {3, 2, 1}, {1, 2, 3}, {1, 2, 3}};
        Fraction among = of(new TopKAccuracy(2), scores, new int[] {2, 1, 0, 2}, WEIGHTS);
        assertThat(among).isEqualTo(new Fraction(3.25, 3.75));
    }

    @Test
    void confusion() {
        Confusion confusion = of(new ConfusionMatrix(2), new int[] {0, 1, 1, 1}, new int[] {0, 0, 1, 1}, WEIGHTS);
        assertThat(confusion.counts()).containsExactly(List.of(0.5, 2.0), List.of(0.0, 1.25));
        assertThat(confusion.labelled(0)).isEqualTo(2.5);
        assertThat(confusion.predicted(1)).isEqualTo(3.25);
        assertThat(confusion.accuracy()).isEqualTo(new Fraction(1.75, 3.75));
        assertThat(confusion).hasToString("""
                label    0     1
                    0  0.5     2
                    1    0  1.25""");
    }

    /** Class 0: 0.5 found of 2.5, nothing else taken for it. Class 1: 1.25 found of 1.25, with 2 others. */
    @Test
    void precisionAndRecall() {
        Classification scores = of(new PrecisionRecall(2), new int[] {0, 1, 1, 1}, new int[] {0, 0, 1, 1}, WEIGHTS);
        assertScores(scores.classes().get(0), 1, 0.2, 1 / 3.0, 2.5);
        assertScores(scores.classes().get(1), 1.25 / 3.25, 1, 2.5 / 4.5, 1.25);
        assertScores(scores.micro(), 7.0 / 15, 7.0 / 15, 7.0 / 15, 3.75);
        assertScores(scores.macro(), (1 + 1.25 / 3.25) / 2, 0.6, (1 / 3.0 + 2.5 / 4.5) / 2, 3.75);
        assertThat(scores.weighted().recall()).isCloseTo((2.5 * 0.2 + 1.25) / 3.75, within(1e-15));
    }

    private static void assertScores(Scores scores, double precision, double recall, double f1, double support) {
        assertThat(scores.precision()).isCloseTo(precision, within(1e-15));
        assertThat(scores.recall()).isCloseTo(recall, within(1e-15));
        assertThat(scores.f1()).isCloseTo(f1, within(1e-15));
        assertThat(scores.support()).isEqualTo(support);
    }

    /**
     * Positive are 0.9 (weight 0.5) and 0.4 (weight 2), negative 0.4 (weight 3) and 0.1 (weight 1). Of the pairs, weighing
     * 2.5 · 4 = 10, the first wins 0.5 · 4, the second 2 · 1 and half of 2 · 3. Precision is 1 at 0.9 and 2.5 / 5.5 at 0.4.
     */
    @Test
    void areas() {
        Areas areas = of(
                new AreaUnderCurve(),
                new double[] {0.9, 0.4, 0.4, 0.1, 0.99},
                new int[] {1, 1, 0, 0, 0},
                0.5,
                2,
                3,
                1,
                0);
        assertThat(areas.roc()).isCloseTo(0.7, within(1e-15));
        assertThat(areas.precisionRecall()).isCloseTo((0.5 + 2 * 2.5 / 5.5) / 2.5, within(1e-15));
        assertThat(areas.positives()).isEqualTo(2.5);
        assertThat(areas.negatives()).isEqualTo(4);
    }

    /** Errors of 1 and 2 with weight 0.5, of 3 and 0 with weight 2. */
    @Test
    void errors() {
        Errors errors =
                of(new RegressionErrors(), new double[][] {{1, 2}, {3, 4}}, new double[][] {{0, 0}, {0, 4}}, 0.5, 2);
        assertThat(errors).isEqualTo(new Errors(0.5 * 5 + 2 * 9, 0.5 * 3 + 2 * 3, 5));
        assertThat(errors.meanSquared()).isEqualTo(4.1);
        assertThat(errors.meanAbsolute()).isEqualTo(1.5);
    }

    @Test
    void mean() {
        Mean mean = new Mean();
        mean.update(2, 0.5);
        mean.update(5, 1.5);
        mean.update(Double.NaN, 0.0);
        assertThat(mean.result()).isEqualTo(new Average(8.5, 2));
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> mean.update(1, weight)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    /** Weights that are whole numbers are what the examples do that often, or not at all. */
    @TestFactory
    Stream<DynamicTest> whole() {
        return METRICS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Random random = new Random(9);
                    Metric<?> weighted = entry.getValue().get();
                    Metric<?> repeated = entry.getValue().get();
                    for (int batch = 0; batch < 5; batch++) {
                        int[] weights = random.ints(40, 0, 4).toArray();
                        int[] often = IntStream.range(0, weights.length)
                                .flatMap(i -> IntStream.generate(() -> i).limit(weights[i]))
                                .toArray();
                        boolean hasScores = hasScores(weighted);
                        int columns = hasScores ? CLASSES : 1;
                        // Eighths, so that no sum is rounded, and some scores tie.
                        double[][] scores = new double[weights.length][columns];
                        for (double[] row : scores) {
                            Arrays.setAll(row, i -> random.nextInt(32) / 8.0);
                        }
                        int[][] labels = new int[weights.length][1];
                        for (int[] label : labels) {
                            label[0] = random.nextInt(hasScores ? CLASSES : 2);
                        }
                        weighted.update(Tensor.of(scores), Tensor.of(labels), Tensor.of(weights));
                        repeated.update(
                                Tensor.of(Arrays.stream(often)
                                        .mapToObj(i -> scores[i])
                                        .toArray(double[][]::new)),
                                Tensor.of(Arrays.stream(often)
                                        .mapToObj(i -> labels[i])
                                        .toArray(int[][]::new)));
                    }
                    if (weighted.result() instanceof Areas areas) {
                        Areas expected = (Areas) repeated.result();
                        assertThat(areas.roc()).isEqualTo(expected.roc());
                        assertThat(areas.precisionRecall()).isCloseTo(expected.precisionRecall(), within(1e-12));
                    } else {
                        assertThat(weighted.result()).isEqualTo(repeated.result());
                    }
                }));
    }

    private static boolean hasScores(Metric<?> metric) {
        return !(metric instanceof AreaUnderCurve || metric instanceof RegressionErrors);
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotFitCountsForNothing() {
        return METRICS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Metric<?> metric = entry.getValue().get();
                    Object before = metric.result();
                    Tensor labels = Tensor.of(new int[][] {{0}, {1}});
                    Tensor predictions = Tensor.of(
                            hasScores(metric)
                                    ? new double[][] {{1, 0, 0, 0}, {1, 0, 0, 0}}
                                    : new double[][] {{0}, {1}});
                    refuse(metric, predictions, labels, new double[] {1, -1}, "the weight of example 1 is not finite");
                    refuse(metric, predictions, labels, new double[] {Double.NaN, 1}, "the weight of example 0");
                    refuse(
                            metric,
                            predictions,
                            labels,
                            new double[] {1, Double.POSITIVE_INFINITY},
                            "at least 0: Infinity");
                    refuse(metric, predictions, labels, new double[] {1, 1, 1}, "[3] do not go with 2 examples");
                    refuse(metric, predictions, labels, new double[][] {{1, 1}}, "[1,2] do not go with 2 examples");
                    refuse(metric, predictions, Tensor.of(1), new double[] {1}, "scalar");
                    assertThat(metric.result()).isEqualTo(before);
                    metric.update(predictions, labels, Tensor.of(new float[][] {{1}, {1}}));
                    assertThat(metric.result()).isNotEqualTo(before);
                }));
    }

    private static void refuse(Metric<?> metric, Tensor predictions, Tensor labels, Object weights, String message) {
        assertThatThrownBy(() -> metric.update(predictions, labels, Tensor.of(weights)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(message);
    }
}
