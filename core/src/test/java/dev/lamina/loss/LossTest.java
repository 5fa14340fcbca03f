package dev.lamina.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LossTest {
    private static final double[][] DISTRIBUTIONS = {{0.2, 0.3, 0.5}, {0.1, 0.8, 0.1}};
    private static final double[][] ONE_HOT = {{0, 0, 1}, {1, 0, 0}};
    private static final double[][] NUMBERS = {{0.2, -0.3, 2.5}, {1.5, -2, 0.25}};

    /** A loss, what it is of, and the losses that follow from its formula. */
    private record Case(Loss loss, Tensor labels, Tensor predictions, List<Double> expected) {
        Case(Loss loss, Object labels, double[][] predictions, double[] expected) {
            this(
                    loss,
                    Tensor.of(labels),
                    Tensor.of(predictions),
                    Arrays.stream(expected).boxed().toList());
        }

        Tensor labels(DType type) {
            return labels.dtype().isFloating() ? labels.cast(type) : labels;
        }
    }

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new TreeMap<>();
        cases.put("MSE", new Case(new MeanSquaredError(), ONE_HOT, NUMBERS, each((z, x) -> (x - z) * (x - z))));
        cases.put("MAE", new Case(new MeanAbsoluteError(), ONE_HOT, NUMBERS, each((z, x) -> Math.abs(x - z))));
        cases.put("Huber", new Case(new Huber(), ONE_HOT, NUMBERS, each((z, x) -> huber(x - z, 1))));
        cases.put("Huber of 0.375", new Case(new Huber(0.375f), ONE_HOT, NUMBERS, each((z, x) -> huber(x - z, 0.375))));
        cases.put("hinge", new Case(new Hinge(), ONE_HOT, NUMBERS, each((z, x) -> Math.max(0, 1 - (2 * z - 1) * x))));
        cases.put("sigmoid", new Case(new SigmoidCrossEntropy(), ONE_HOT, NUMBERS, each((z, x) -> crossEntropy(z, x))));
        cases.put(
                "sigmoid, smoothed",
                new Case(
                        new SigmoidCrossEntropy(0.2f),
                        ONE_HOT,
                        NUMBERS,
                        each((z, x) -> crossEntropy(0.8 * z + 0.1, x))));
        cases.put("softmax", new Case(new SoftmaxCrossEntropy(), ONE_HOT, NUMBERS, softmax(ONE_HOT)));
        cases.put(
                "softmax of distributions",
                new Case(new SoftmaxCrossEntropy(), DISTRIBUTIONS, NUMBERS, softmax(DISTRIBUTIONS)));
        double[][] smoothed = {{0.1, 0.1, 0.8}, {0.8, 0.1, 0.1}};
        cases.put("softmax, smoothed", new Case(new SoftmaxCrossEntropy(0.3f), ONE_HOT, NUMBERS, softmax(smoothed)));
        cases.put(
                "sparse softmax",
                new Case(new SparseSoftmaxCrossEntropy(), new int[] {2, 0}, NUMBERS, softmax(ONE_HOT)));
        double[][] given = {{0.25, 0.25, 0.5}, {0.5, 0.25, 0.25}};
        cases.put("KL", new Case(new KullbackLeiblerDivergence(), DISTRIBUTIONS, given, divergence(given)));
        double[][] unit = {{0, 0.6, 0.8}, {0.6, 0.8, 0}};
        cases.put("cosine", new Case(new CosineDistance(-1), ONE_HOT, unit, new double[] {1 - 0.8, 1 - 0.6}));
        cases.put("cosine by columns", new Case(new CosineDistance(0), ONE_HOT, unit, new double[] {1 - 0.6, 1, 1 - 0.8
        }));
        return cases;
    }

    private interface Formula {
        double of(double label, double prediction);
    }

    private static double[] each(Formula formula) {
        double[] losses = new double[6];
        for (int i = 0; i < 6; i++) {
            losses[i] = formula.of(ONE_HOT[i / 3][i % 3], NUMBERS[i / 3][i % 3]);
        }
        return losses;
    }

    private static double huber(double error, double delta) {
        double size = Math.abs(error);
        return size <= delta ? size * size / 2 : delta * (size - delta / 2);
    }

    private static double crossEntropy(double z, double x) {
        double p = 1 / (1 + Math.exp(-x));
        return -z * Math.log(p) - (1 - z) * Math.log(1 - p);
    }

    private static double[] softmax(double[][] labels) {
        double[] losses = new double[2];
        for (int row = 0; row < 2; row++) {
            double sum = 0;
            for (double x : NUMBERS[row]) {
                sum += Math.exp(x);
            }
            for (int i = 0; i < 3; i++) {
                losses[row] -= labels[row][i] * Math.log(Math.exp(NUMBERS[row][i]) / sum);
            }
        }
        return losses;
    }

    private static double[] divergence(double[][] given) {
        double[] losses = new double[2];
        for (int row = 0; row < 2; row++) {
            for (int i = 0; i < 3; i++) {
                losses[row] += DISTRIBUTIONS[row][i] * Math.log(DISTRIBUTIONS[row][i] / given[row][i]);
            }
        }
        return losses;
    }

    @TestFactory
    Stream<DynamicTest> lossesAreTheirFormulas() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(type -> cases().entrySet().stream()
                        .map(entry -> dynamicTest(entry.getKey() + " in " + type, () -> {
                            Case each = entry.getValue();
                            Graph graph = new Graph();
                            Scope scope = Scope.of(graph);
                            Output labels = Const.of(scope, each.labels(type));
                            Output predictions =
                                    Const.of(scope, each.predictions().cast(type));
                            Output losses = each.loss().of(scope, labels, predictions, null, Reduction.NONE);
                            Output mean = each.loss().of(scope, labels, predictions);
                            assertThat(mean.dtype()).isEqualTo(type);
                            assertThat(mean.name()).startsWith(each.loss().name() + "_1/value");
                            assertThat(graph.collection("losses")).containsExactly(losses, mean);
                            try (Session session = new Session(graph)) {
                                Tensor values = session.run(losses);
                                double sum = 0;
                                assertThat(values.size())
                                        .isEqualTo(each.expected().size());
                                for (int i = 0; i < values.size(); i++) {
                                    assertThat(values.buffer().asDouble(i))
                                            .as("loss %d", i)
                                            .isCloseTo(each.expected().get(i), within(2e-6));
                                    sum += each.expected().get(i);
                                }
                                assertThat(session.run(mean).doubleValue())
                                        .isCloseTo(sum / values.size(), within(2e-6));
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfTheLosses() {
        return cases().entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Case each = entry.getValue();
                    Graph graph = new Graph();
                    Scope scope = Scope.of(graph);
                    Output labels =
                            Placeholder.of(scope, each.labels(DType.FLOAT64).dtype(), Shape.unknown());
                    Output predictions = Placeholder.of(scope, DType.FLOAT64, Shape.of(-1, 3));
                    Output loss = each.loss().of(scope, labels, predictions);
                    try (Session session = new Session(graph)) {
                        GradientCheck check = GradientCheck.of(
                                session,
                                List.of(loss),
                                List.of(predictions),
                                7,
                                Feed.of(labels, each.labels(DType.FLOAT64)),
                                Feed.of(predictions, each.predictions()));
                        assertThat(check.passes()).as(check.toString()).isTrue();
                        assertThat(check.analytic()).isNotZero();
                    }
                }));
    }

    @Test
    void shapesThatWouldBroadcastAreRefused() {
        Scope scope = Scope.of(new Graph());
        Output column = Placeholder.of(scope, DType.FLOAT32, Shape.of(-1, 1));
        Output row = Placeholder.of(scope, DType.FLOAT32, Shape.of(-1));
        assertThatThrownBy(() -> new MeanSquaredError().of(scope, row, column))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shapes [?,1] and [?] are incompatible");
    }

    @Test
    void integersAreNoPredictions() {
        Scope scope = Scope.of(new Graph());
        Output integers = Const.of(scope, new int[] {1, 2});
        assertThatThrownBy(() -> new Hinge().of(scope, integers, integers))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("floating-point");
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new Huber(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy(1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new SigmoidCrossEntropy(-0.1f)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> ClassWeights.of()).isInstanceOf(InvalidArgumentException.class);
    }
}
