package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Where a gradient becomes 0, what an optimizer keeps of it becomes 0 too, and is never a number with which processors are slow. */
@Tag("simd")
class DenormalSlotsTest {
    private static final int SIZE = 37;

    private static final Map<String, Supplier<Optimizer>> OPTIMIZERS = new TreeMap<>(Map.of(
            "momentum", () -> new Momentum(0.1f, 0.5f),
            "Nesterov", () -> new Momentum(0.1f, 0.5f, true),
            "Adam", () -> new Adam(0.1f, 0.5f, 0.25f, 1e-8f),
            "RMSProp", () -> new RMSProp(0.1f, 0.25f, 0.5f, 1e-10f),
            "Adadelta", () -> new Adadelta(1, 0.25f, 1e-6f)));

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    @TestFactory
    Stream<DynamicTest> slotsGoToZero() {
        return OPTIMIZERS.entrySet().stream()
                .flatMap(each -> Stream.of(
                        dynamicTest(
                                each.getKey(),
                                () -> assertThat(train(each.getValue(), DType.FLOAT32, true, 160))
                                        .isEqualTo(train(each.getValue(), DType.FLOAT32, false, 160))),
                        dynamicTest(
                                each.getKey() + " in float64",
                                () -> train(each.getValue(), DType.FLOAT64, true, 1_200))));
    }

    /** Trains with one gradient and then with none, and returns the weights. */
    private static List<Double> train(Supplier<Optimizer> optimizer, DType type, boolean simd, int steps) {
        Simd.setEnabled(simd);
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Variable w = VariableV2.variable(scope, Const.of(scope, new double[SIZE], type), true);
        Output gradient = Placeholder.of(scope, type, Shape.of(SIZE));
        Node train = optimizer.get().minimize(scope, Sum.of(scope, Mul.of(scope, w, gradient), 0));
        List<Variable> slots = graph.variables().stream()
                .filter(variable -> !variable.equals(w) && variable.shape().rank() == 1)
                .toList();
        double least = type == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        double[] first = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            first[i] = (i % 7 - 3) * 1e-3;
        }
        try (Session session = new Session(graph)) {
            session.run(graph.variables().stream().map(Variable::initializer).toList());
            for (int step = 0; step < steps; step++) {
                double[] values = step == 0 ? first : new double[SIZE];
                session.run(train, Feed.of(gradient, Tensor.of(values, type)));
                for (double value : values(session, slots)) {
                    assertThat(value == 0 || Math.abs(value) >= least)
                            .as("%s in step %d", value, step)
                            .isTrue();
                }
            }
            assertThat(values(session, slots)).containsOnly(0.0);
            return values(session, List.of(w));
        }
    }

    private static List<Double> values(Session session, List<Variable> variables) {
        List<Double> values = new ArrayList<>();
        for (Variable variable : variables) {
            Tensor tensor = session.run(variable);
            for (int i = 0; i < SIZE; i++) {
                values.add(tensor.buffer().asDouble(i));
            }
        }
        return values;
    }
}
