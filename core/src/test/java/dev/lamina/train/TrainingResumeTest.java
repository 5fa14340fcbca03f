package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Square;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.schedule.CosineDecay;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Slots, powers, schedules and averages all are in variables: training goes on from them bit by bit. */
class TrainingResumeTest {
    private static final int STEPS = 12;

    private static Map<String, Function<Operand, Optimizer>> optimizers() {
        return new TreeMap<>(Map.of(
                "gradient descent", GradientDescent::new,
                "momentum", rate -> new Momentum(rate, 0.9f, false),
                "Nesterov", rate -> new Momentum(rate, 0.9f, true),
                "Adam", rate -> new Adam(rate, 0.9f, 0.999f, 1e-8f),
                "AdamW", rate -> new AdamW(rate, rate, 0.9f, 0.999f, 1e-8f),
                "Adagrad", rate -> new Adagrad(rate, 0.1f),
                "Adadelta", rate -> new Adadelta(rate, 0.95f, 1e-2f),
                "RMSProp", rate -> new RMSProp(rate, 0.9f, 0.5f, 1e-10f)));
    }

    /** Training of its own, from what was saved if that is given. */
    private static Map<String, Tensor> train(
            Function<Operand, Optimizer> optimizer, Map<String, Tensor> saved, int steps) {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Variable w = VariableV2.variable(scope.named("w"), Const.of(scope, new float[] {1, -2, 0.5f}), true);
        Output curvature = Const.of(scope, new float[] {1, 0.5f, 4});
        Output loss = Sum.of(scope, Mul.of(scope, curvature, Square.of(scope, w)), 0);
        Variable step = GlobalStep.of(graph);
        Output rate = new CosineDecay(0.1f, 8, 0.1f).warmedUp(3).at(scope, step);
        Node train =
                optimizer.apply(rate).clipGradients(Clipping.byGlobalNorm(2)).minimize(loss, step);
        Node update = new ExponentialMovingAverage(0.9f, step).apply(scope.after(List.of(train)), List.of(w));
        try (Session session = new Session(graph)) {
            if (saved.isEmpty()) {
                session.run(
                        graph.variables().stream().map(Variable::initializer).toList());
            } else {
                session.load(saved);
            }
            for (int i = 0; i < steps; i++) {
                session.run(update);
            }
            return session.variables();
        }
    }

    @TestFactory
    Stream<DynamicTest> isResumedBitByBit() {
        return optimizers().entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Map<String, Tensor> whole = train(entry.getValue(), Map.of(), STEPS);
                    assertThat(whole.get("global_step")).isEqualTo(Tensor.of((long) STEPS));
                    for (int stop = 1; stop < STEPS; stop++) {
                        Map<String, Tensor> saved = train(entry.getValue(), Map.of(), stop);
                        assertThat(saved).as("after %d steps", stop).isNotEqualTo(whole);
                        assertThat(train(entry.getValue(), saved, STEPS - stop))
                                .as("resumed after %d steps", stop)
                                .isEqualTo(whole);
                    }
                }));
    }
}
