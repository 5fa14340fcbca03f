package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.math.Square;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OptimizerTest {
    private static final double[] START = {1, -2, 0.5};
    private static final double[] CURVATURE = {1, 0.5, 4};

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Session session = new Session(graph);

    @AfterEach
    void close() {
        session.close();
    }

    private record Case(Supplier<Optimizer> optimizer, Supplier<Reference> reference) {}

    private static Map<String, Case> cases() {
        return new TreeMap<>(Map.of(
                "gradient descent", new Case(() -> new GradientDescent(0.1f), () -> Reference.gradientDescent(0.1f)),
                "momentum", new Case(() -> new Momentum(0.1f, 0.9f), () -> Reference.momentum(0.1f, 0.9f, false)),
                "Nesterov", new Case(() -> new Momentum(0.1f, 0.9f, true), () -> Reference.momentum(0.1f, 0.9f, true)),
                "Adam", new Case(() -> new Adam(0.1f), () -> Reference.adam(0.1f, 0.9f, 0.999f, 1e-8)),
                "Adam, other betas",
                        new Case(
                                () -> new Adam(0.1f, 0.5f, 0.75f, 0.1f), () -> Reference.adam(0.1f, 0.5f, 0.75f, 0.1f)),
                "AdamW",
                        new Case(
                                () -> new AdamW(0.02f, 0.1f),
                                () -> Reference.decayed(0.02f, Reference.adam(0.1f, 0.9f, 0.999f, 1e-8))),
                "Adadelta", new Case(() -> new Adadelta(1, 0.9f, 0.01f), () -> Reference.adadelta(1, 0.9f, 0.01f)),
                "Adagrad", new Case(() -> new Adagrad(0.5f), () -> Reference.adagrad(0.5f, 0.1f)),
                "RMSProp", new Case(() -> new RMSProp(0.1f), () -> Reference.rmsProp(0.1f, 0.9f, 0, 1e-10)),
                "RMSProp with momentum",
                        new Case(
                                () -> new RMSProp(0.1f, 0.5f, 0.9f, 0.01f),
                                () -> Reference.rmsProp(0.1f, 0.5f, 0.9f, 0.01f))));
    }

    @TestFactory
    Stream<DynamicTest> stepsAreTheRulesOfTensorFlow() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(type -> cases().entrySet().stream()
                        .map(entry -> dynamicTest(
                                entry.getKey() + " in " + type, () -> followsItsRule(entry.getValue(), type))));
    }

    /** The loss is the sum of curvature * w * w. */
    private static void followsItsRule(Case each, DType type) {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Variable w = VariableV2.variable(scope, Const.of(scope, START, type), true);
        Output weighted = Mul.of(scope, Const.of(scope, CURVATURE, type), Square.of(scope, w));
        Node train = each.optimizer().get().minimize(scope, Sum.of(scope, weighted, 0));
        try (Session session = new Session(graph)) {
            session.run(graph.variables().stream().map(Variable::initializer).toList());
            double[] expected = START.clone();
            List<Reference> references =
                    Stream.generate(each.reference()).limit(START.length).toList();
            for (int step = 1; step <= 3; step++) {
                session.run(train);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = references.get(i).step(expected[i], 2 * CURVATURE[i] * expected[i]);
                    assertThat(session.run(w).buffer().asDouble(i))
                            .as("element %d after step %d", i, step)
                            .isCloseTo(expected[i], within(2e-6));
                }
            }
        }
    }

    @Test
    void knownNumbers() {
        Variable w = variable("weights", 1);
        Node train = new Momentum(0.1f, 0.9f).minimize(Square.of(scope, w));
        initialize();
        double[] byHand = {0.8, 0.46, 0.062};
        for (double expected : byHand) {
            session.run(train);
            assertThat(session.run(w).doubleValue()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void slotsAreNamedAsTensorFlowNamesThem() {
        Variable w = variable("layer/weights", 1);
        Output loss = Square.of(scope, w);
        assertThat(added(new GradientDescent(0.1f), loss)).isEmpty();
        assertThat(added(new Momentum(0.1f, 0.9f), loss)).containsExactly("layer/weights/Momentum:0");
        assertThat(added(new Adagrad(0.1f), loss)).containsExactly("layer/weights/Adagrad:0");
        assertThat(added(new RMSProp(0.1f), loss))
                .containsExactly("layer/weights/RMSProp:0", "layer/weights/RMSProp_1:0");
        assertThat(added(new Adadelta(), loss))
                .containsExactly("layer/weights/Adadelta:0", "layer/weights/Adadelta_1:0");
        assertThat(added(new Adam(), loss))
                .containsExactly("beta1_power:0", "beta2_power:0", "layer/weights/Adam:0", "layer/weights/Adam_1:0");
        assertThat(added(new Adam(), loss))
                .containsExactly(
                        "beta1_power_1:0", "beta2_power_1:0", "layer/weights/Adam_2:0", "layer/weights/Adam_3:0");
        assertThat(added(new AdamW(0.1f, 0.1f), loss))
                .containsExactly(
                        "beta1_power_2:0", "beta2_power_2:0", "layer/weights/AdamW:0", "layer/weights/AdamW_1:0");
        assertThat(graph.trainableVariables()).containsExactly(w);
        assertThat(graph.contains("layer/weights/Adam/Assign")).isTrue();
        assertThat(graph.contains("layer/weights/Adam/read")).isTrue();
    }

    private List<String> added(Optimizer optimizer, Output loss) {
        int before = graph.variables().size();
        optimizer.minimize(scope, loss);
        return graph.variables().stream().skip(before).map(Variable::name).toList();
    }

    @Test
    void nodesAreNamedAsTensorFlowNamesThem() {
        Variable w = variable("layer/weights", 1);
        Node first = new GradientDescent(0.1f).minimize(scope, Square.of(scope, w));
        assertThat(first.name()).isEqualTo("GradientDescent");
        assertThat(first.op().name()).isEqualTo("NoOp");
        assertThat(graph.node("GradientDescent/update_layer/weights/ApplyGradientDescent")
                        .input(1))
                .isEqualTo(graph.output("GradientDescent/learning_rate"));
        Node second = new Adam().minimize(scope.named("train"), Square.of(scope, w));
        assertThat(second.name()).isEqualTo("train");
        assertThat(second.controlInputs())
                .containsExactly(
                        graph.node("train/update_layer/weights/ApplyAdam"),
                        graph.node("train/Assign"),
                        graph.node("train/Assign_1"));
        assertThat(graph.contains("gradients/Square_grad"))
                .as("a scope, not a node")
                .isFalse();
        assertThat(graph.collection(Optimizer.TRAIN_OP)).containsExactly(first, second);
    }

    /** As in TensorFlow: gradients, step and powers in the scope, slots by their variable's name. */
    @Test
    void aStepGoesIntoTheScopeThatItsOptimizerWasAskedForIn() {
        var tf = Tf.create();
        var w = tf.variable(tf.ones(2), "w");
        var loss = tf.nn.l2Loss(w);
        var before = tf.graph().nodes();
        var inside = tf.scope("training");
        var steps = List.of(
                inside.train.adam(0.1f).minimize(loss),
                inside.train.momentum(0.1f, 0.9f).minimize(loss, List.of(w)),
                inside.train.gradientDescent(0.1f).minimize(loss, tf.train.globalStep()));
        assertThat(steps)
                .extracting(Node::name)
                .containsExactly("training/Adam", "training/Momentum", "training/GradientDescent");
        assertThat(tf.graph().nodes().stream()
                        .filter(node -> !before.contains(node))
                        .map(Node::name))
                .allMatch(name -> name.matches("(training|w|global_step)(/.*)?"))
                .contains("training/beta1_power", "w/Adam", "training/gradients/Fill");
        assertThat(new Adam(0.1f).in(inside.scope()).minimize(loss).name()).isEqualTo("training/Adam_1");
        assertThat(new Adam(0.1f).minimize(loss).name()).isEqualTo("Adam");
    }

    @Test
    void anOptimizerKeepsItsSlots() {
        Output loss = Square.of(scope, variable("weights", 1));
        Optimizer adam = new Adam();
        adam.minimize(scope, loss);
        assertThat(added(adam, loss)).isEmpty();
    }

    @Test
    void variablesThatTheLossDoesNotDependOnStayAsTheyAre() {
        Variable w = variable("weights", 1);
        Variable other = variable("other", 5);
        Node train = new Momentum(0.1f, 0.9f).minimize(scope, Square.of(scope, w));
        initialize();
        session.run(train);
        assertThat(session.run(other).floatValue()).isEqualTo(5);
        assertThat(graph.contains("other/Momentum")).isFalse();
    }

    @Test
    void withoutAnyGradientItSaysSo() {
        variable("weights", 1);
        variable("bias", 1);
        Output loss = Square.of(scope, Const.of(scope, 3f));
        assertThatThrownBy(() -> new Adam().minimize(scope, loss))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("No gradients provided for any variable")
                .hasMessageContaining("weights:0")
                .hasMessageContaining("bias:0")
                .hasMessageContaining("Square:0");
        List<GradientAndVariable> none = new Adam().computeGradients(scope, loss);
        assertThatThrownBy(() -> new Adam().applyGradients(scope, none))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("No gradients provided for any variable");
        assertThat(graph.variables()).hasSize(2);
    }

    @Test
    void withoutVariablesItSaysSo() {
        Output loss = Square.of(scope, Const.of(scope, 3f));
        assertThatThrownBy(() -> new Adam().minimize(scope, loss))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("No variables to optimize");
    }

    @Test
    void aLossOfIntegersIsRefused() {
        variable("weights", 1);
        assertThatThrownBy(() -> new Adam().minimize(scope, Const.of(scope, 3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid type int32 for Const");
    }

    @Test
    void allGradientsAreOfTheVariablesBeforeTheStep() {
        Variable a = variable("a", 2);
        Variable b = variable("b", 3);
        Node train = new GradientDescent(1).minimize(scope, Mul.of(scope, a, b));
        initialize();
        session.run(train);
        assertThat(session.run(a).floatValue()).isEqualTo(2 - 3);
        assertThat(session.run(b).floatValue()).isEqualTo(3 - 2);
    }

    @Test
    void theGlobalStepIsCounted() {
        Variable w = variable("weights", 1);
        Variable globalStep = VariableV2.variable(scope.named("global_step"), Const.of(scope, 0L), false);
        Node train = new GradientDescent(0.1f).minimize(scope, Square.of(scope, w), List.of(w), globalStep);
        assertThat(train.name()).isEqualTo("GradientDescent");
        assertThat(train.controlInputs()).containsExactly(graph.node("GradientDescent/update"));
        initialize();
        session.run(train);
        session.run(train);
        assertThat(session.run(globalStep).longValue()).isEqualTo(2);
        assertThat(session.run(w).floatValue()).isCloseTo(0.64f, within(1e-6f));
    }

    @TestFactory
    Stream<DynamicTest> theLearningRateMayBeComputed() {
        Output rate = Placeholder.of(scope, DType.FLOAT64, Shape.scalar());
        return Stream.of(
                movesBy(2, rate, new GradientDescent(rate)),
                movesBy(2, rate, new Momentum(rate, 0, false)),
                movesBy(1, rate, new Adam(rate, 0.9f, 0.999f, 0)),
                movesBy(2f / 3, rate, new Adagrad(rate, 5)),
                movesBy(2f / 3, rate, new Adadelta(rate, 0, 0.5f)),
                movesBy(2, rate, new AdamW(rate, rate, 0.9f, 0.999f, 0)),
                movesBy(1, rate, new RMSProp(rate, 0, 0, 0)));
    }

    /** The first step on w * w from 1, as a multiple of the learning rate. */
    private DynamicTest movesBy(float step, Output rate, Optimizer optimizer) {
        return dynamicTest(optimizer.name(), () -> {
            Variable w = variable("w", 1);
            Node train = optimizer.minimize(scope, Square.of(scope, w), List.of(w));
            initialize();
            session.run(train, Feed.of(rate, 0.25));
            assertThat(session.run(w).floatValue()).isCloseTo(1 - 0.25f * step, within(1e-5f));
        });
    }

    @Test
    void aVariableOfUnknownShapeHasSlotsOfItsValuesShape() {
        Output initial = Placeholder.of(scope, DType.FLOAT32, Shape.unknown(1));
        Variable w = VariableV2.variable(scope.named("w"), initial, true);
        Node train = new Adagrad(0.5f).minimize(scope, Sum.of(scope, Square.of(scope, w), 0));
        session.run(
                graph.variables().stream().map(Variable::initializer).toList(), Feed.of(initial, new float[] {1, 2}));
        session.run(train);
        assertThat(session.run(graph.output("w/Adagrad/read")).floats())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(4.1f, 16.1f);
    }

    @Test
    void adagradNeedsAPositiveBeginning() {
        assertThatThrownBy(() -> new Adagrad(0.1f, 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("initial_accumulator_value must be finite and positive, got 0.0");
    }

    private Variable variable(String name, float value) {
        return VariableV2.variable(scope.named(name), Const.of(scope, value), true);
    }

    private void initialize() {
        session.run(graph.variables().stream().map(Variable::initializer).toList());
    }
}
