package dev.lamina.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.math.Square;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GlobalStep;
import dev.lamina.train.GradientDescent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScheduleTest {
    private static final long[] STEPS = {0, 1, 5, 9, 10, 11, 15, 20, 25, 30, 31, 100, 1_000_000};

    private record Case(Schedule schedule, DoubleUnaryOperator formula) {}

    private static double cosine(double step) {
        return 0.5 * (0.9 * 0.5 * (1 + Math.cos(Math.PI * Math.min(step, 20) / 20)) + 0.1);
    }

    private static Map<String, Case> cases() {
        return new TreeMap<>(Map.of(
                "ConstantRate", new Case(new ConstantRate(0.25f), _ -> 0.25),
                "ExponentialDecay",
                        new Case(new ExponentialDecay(0.5f, 10, 0.9f, false), t -> 0.5 * Math.pow(0.9f, t / 10)),
                "ExponentialDecay, staircase",
                        new Case(
                                new ExponentialDecay(0.5f, 10, 0.9f, true),
                                t -> 0.5 * Math.pow(0.9f, Math.floor(t / 10))),
                "InverseTimeDecay", new Case(new InverseTimeDecay(0.5f, 10, 3, false), t -> 0.5 / (1 + 3 * t / 10)),
                "InverseTimeDecay, staircase",
                        new Case(new InverseTimeDecay(0.5f, 10, 3, true), t -> 0.5 / (1 + 3 * Math.floor(t / 10))),
                "PolynomialDecay",
                        new Case(
                                new PolynomialDecay(0.5f, 20, 0.125f, 2, false),
                                t -> 0.375 * Math.pow(1 - Math.min(t, 20) / 20, 2) + 0.125),
                "PolynomialDecay, cycle",
                        new Case(
                                new PolynomialDecay(0.5f, 10, 0.125f, 1, true),
                                t -> 0.375 * (1 - t / (10 * Math.max(1, Math.ceil(t / 10)))) + 0.125),
                "CosineDecay", new Case(new CosineDecay(0.5f, 20, 0.1f), ScheduleTest::cosine),
                "CosineDecay, warmed up",
                        new Case(
                                new CosineDecay(0.5f, 20, 0.1f).warmedUp(10),
                                t -> t < 10 ? 0.5 * t / 10 : cosine(t - 10)),
                "PiecewiseConstant",
                        new Case(
                                new PiecewiseConstant(List.of(5L, 20L), List.of(1f, 0.5f, 0.25f)),
                                t -> t <= 5 ? 1 : t <= 20 ? 0.5 : 0.25)));
    }

    @TestFactory
    Stream<DynamicTest> ratesAreTheFormulasOfTensorFlow() {
        return Stream.of(DType.INT32, DType.INT64, DType.FLOAT32)
                .flatMap(type -> cases().entrySet().stream()
                        .map(each -> dynamicTest(
                                each.getKey() + " of a step in " + type, () -> followsIts(each.getValue(), type))));
    }

    private static void followsIts(Case each, DType type) {
        Graph graph = new Graph();
        Output step = Placeholder.of(Scope.of(graph), type, Shape.scalar());
        Output rate = each.schedule().at(Scope.of(graph), step);
        assertThat(rate.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(rate.shape()).isEqualTo(Shape.scalar());
        try (Session session = new Session(graph)) {
            for (long number : STEPS) {
                Tensor value = session.run(rate, Feed.of(step, Tensor.of(number, type)));
                assertThat(value.doubleValue())
                        .as("in step %d", number)
                        .isCloseTo(each.formula().applyAsDouble((double) number), within(1e-6));
            }
        }
    }

    @Test
    void theResultIsNamedAsTensorFlowNamesIt() {
        Graph graph = new Graph();
        Output step = Const.of(Scope.of(graph), 0L);
        assertThat(new ExponentialDecay(1, 1, 1, false)
                        .at(Scope.of(graph), step)
                        .name())
                .isEqualTo("ExponentialDecay:0");
        assertThat(new CosineDecay(1, 1, 0).at(Scope.of(graph), step).name()).isEqualTo("CosineDecay:0");
        assertThat(new PolynomialDecay(1, 1, 0, 1, false)
                        .at(Scope.of(graph), step)
                        .name())
                .isEqualTo("PolynomialDecay:0");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ExponentialDecay(1, 0, 1, false)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new CosineDecay(1, -1, 0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new ConstantRate(1).warmedUp(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new PiecewiseConstant(List.of(5L), List.of(1f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("one value more");
        assertThatThrownBy(() -> new PiecewiseConstant(List.of(5L, 5L), List.of(1f, 2f, 3f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("ascend");
    }

    @TestFactory
    Stream<DynamicTest> numbersThatAreNoRatesAreRefused() {
        Map<String, Function<Float, Object>> made = new TreeMap<>();
        made.put("constant: learningRate", ConstantRate::new);
        made.put("exponential: learningRate", value -> new ExponentialDecay(value, 1, 1, false));
        made.put("exponential: decayRate", value -> new ExponentialDecay(1, 1, value, false));
        made.put("inverse time: learningRate", value -> new InverseTimeDecay(value, 1, 1, false));
        made.put("inverse time: decayRate", value -> new InverseTimeDecay(1, 1, value, false));
        made.put("polynomial: learningRate", value -> new PolynomialDecay(value, 1, 0, 1, false));
        made.put("polynomial: endLearningRate", value -> new PolynomialDecay(1, 1, value, 1, false));
        made.put("cosine: learningRate", value -> new CosineDecay(value, 1, 0));
        made.put("cosine: alpha", value -> new CosineDecay(1, 1, value));
        made.put("piecewise: values", value -> new PiecewiseConstant(List.of(5L), List.of(1f, value)));
        made.put("warm-up: from", value -> new WarmUp(1, value, new ConstantRate(1)));
        made.put("plateau: learningRate", value -> new ReduceOnPlateau(value, 0.5f, 1));
        return made.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    assertThat(each.getValue().apply(0f)).isNotNull();
                    for (float wrong : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
                        assertThatThrownBy(() -> each.getValue().apply(wrong))
                                .isInstanceOf(InvalidArgumentException.class)
                                .hasMessageContainingAll(
                                        each.getKey().substring(each.getKey().lastIndexOf(' ') + 1),
                                        "finite and at least 0, got " + wrong);
                    }
                }));
    }

    /** The gradient is that of w * w, so that each step multiplies w by 1 - 2 * rate. */
    @Test
    void trainingGoesByTheStepsDoneBefore() {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Variable w = VariableV2.variable(scope.named("w"), Const.of(scope, 1f), true);
        Variable step = GlobalStep.of(graph);
        Output rate = new PiecewiseConstant(List.of(1L), List.of(0.25f, 0.5f)).at(scope, step);
        Node train = new GradientDescent(rate).minimize(Square.of(scope, w), step);
        try (Session session = new Session(graph)) {
            session.run(graph.variables().stream().map(Variable::initializer).toList());
            float[] expected = {0.5f, 0.25f, 0};
            for (float value : expected) {
                session.run(train);
                assertThat(session.run(w).floatValue()).isEqualTo(value);
            }
        }
    }
}
