package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Square;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExponentialMovingAverageTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Session session = new Session(graph);
    private final Variable w = VariableV2.variable(scope.named("layer/w"), Const.of(scope, 8f), true);

    /** Halves w. */
    private final Variable step = GlobalStep.of(graph);

    private final Node train = new GradientDescent(0.25f).minimize(Square.of(scope, w), step);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void followsTheVariableAfterEachStep() {
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.75f);
        Node update = average.apply(scope.after(List.of(train)), List.of(w));
        initialize();
        double weight = 8;
        double expected = 8;
        for (int i = 0; i < 4; i++) {
            session.run(update);
            weight /= 2;
            expected = 0.75 * expected + 0.25 * weight;
            assertThat(session.run(w).doubleValue()).isEqualTo(weight);
            assertThat(session.run(average.average(w)).doubleValue()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void isNamedAsTensorFlowNamesIt() {
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.75f);
        Node update = average.apply(scope, List.of(w));
        assertThat(update.name()).isEqualTo("ExponentialMovingAverage");
        assertThat(average.average(w).name()).isEqualTo("layer/w/ExponentialMovingAverage:0");
        assertThat(graph.contains("ExponentialMovingAverage/AssignMovingAvg")).isTrue();
        assertThat(graph.trainableVariables()).containsExactly(w);
        assertThat(graph.variables()).contains(average.average(w));
        assertThat(graph.collection("moving_average_variables")).containsExactly(w);
        assertThat(average.variablesToRestore(List.of(w, step)))
                .containsEntry("layer/w/ExponentialMovingAverage", w)
                .containsEntry("global_step", step)
                .hasSize(2);
    }

    @Test
    void theFirstAveragesFollowFasterWithTheNumberOfUpdates() {
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.5f, step);
        Node update = average.apply(scope.after(List.of(train)), List.of(w));
        initialize();
        double expected = 8;
        double weight = 8;
        for (int i = 1; i <= 12; i++) {
            double decay = Math.min(0.5, (1.0 + i) / (10.0 + i));
            session.run(update);
            weight /= 2;
            expected = decay * expected + (1 - decay) * weight;
            assertThat(session.run(average.average(w)).doubleValue()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void doublesAreAveragedToo() {
        Variable d = VariableV2.variable(scope.named("d"), Const.of(scope, 2, DType.FLOAT64), true);
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.75f);
        Node update = average.apply(scope, List.of(d));
        initialize();
        session.load(Map.of("d", Tensor.of(6.0)));
        session.run(update);
        assertThat(session.run(average.average(d)).doubleValue()).isEqualTo(3);
    }

    @Test
    void averagesTakeTheVariablesPlacesForAnEvaluation() {
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.75f);
        Node update = average.apply(scope.after(List.of(train)), List.of(w));
        initialize();
        session.run(update);
        double seen = average.withAverages(
                session,
                () -> session.run(w).doubleValue()
                        + session.run(Square.of(scope, w)).doubleValue());
        assertThat(seen).isEqualTo(7 + 49);
        assertThat(session.run(w).doubleValue()).isEqualTo(4);
        assertThat(session.run(average.average(w)).doubleValue()).isEqualTo(7);
        assertThatThrownBy(() -> average.withAverages(session, () -> {
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");
        assertThat(session.run(w).doubleValue()).isEqualTo(4);
    }

    @Test
    void whatIsNotAveragedIsSaid() {
        assertThatThrownBy(() -> new ExponentialMovingAverage(1)).isInstanceOf(InvalidArgumentException.class);
        ExponentialMovingAverage average = new ExponentialMovingAverage(0.5f);
        assertThatThrownBy(() -> average.average(w)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(average::swap).isInstanceOf(NotFoundException.class);
    }

    private void initialize() {
        session.run(graph.variables().stream().map(Variable::initializer).toList());
    }
}
