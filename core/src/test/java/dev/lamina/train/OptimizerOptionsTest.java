package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every optimizer can be told: to clip its gradients, and to let weights decay. */
class OptimizerOptionsTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Session session = new Session(graph);

    /** The loss is 3 * a + (0, 4) * b, so these are the gradients. */
    private final Variable a = variable("a", 1);

    private final Variable b = variable("b", 1, 1);
    private final Output loss = Add.of(
            scope,
            Sum.of(scope, Mul.of(scope, a, Const.of(scope, new float[] {3})), 0),
            Sum.of(scope, Mul.of(scope, b, Const.of(scope, new float[] {0, 4})), 0));

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void gradientsAreClippedByValue() {
        step(new GradientDescent(1).clipGradients(Clipping.byValue(-1, 2)));
        assertValues(a, 1 - 2);
        assertValues(b, 1, 1 - 2);
    }

    @Test
    void eachGradientIsClippedByItsNorm() {
        step(new GradientDescent(1).clipGradients(Clipping.byNorm(3.5f)));
        assertValues(a, 1 - 3);
        assertValues(b, 1, 1 - 3.5f);
    }

    @Test
    void allGradientsAreClippedByTheirGlobalNorm() {
        Variable unused = variable("unused", 7);
        step(new GradientDescent(1).clipGradients(Clipping.byGlobalNorm(1)));
        assertValues(a, 1 - 0.6f);
        assertValues(b, 1, 1 - 0.8f);
        assertValues(unused, 7);
        assertThat(graph.contains("clip_by_global_norm/mul") || graph.contains("clip_by_global_norm/Mul"))
                .isTrue();
    }

    @Test
    void clippingComesToGradientsOfOnesOwnToo() {
        Optimizer optimizer = new GradientDescent(1).clipGradients(Clipping.byValue(-1, 1));
        List<GradientAndVariable> gradients = optimizer.computeGradients(scope, loss, List.of(a));
        Node train = optimizer.applyGradients(scope, gradients);
        initialize();
        session.run(train);
        assertValues(a, 0);
    }

    @Test
    void boundsThatBoundNothingAreRefused() {
        assertThatThrownBy(() -> Clipping.byNorm(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Clipping.byGlobalNorm(Float.NaN)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Clipping.byValue(1, -1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void weightsDecayBeforeTheUpdate() {
        step(new GradientDescent(0.5f).decayWeights(0.25f));
        assertValues(a, 0.75f - 0.5f * 3);
        assertValues(b, 0.75f, 0.75f - 0.5f * 4);
    }

    @Test
    void onlyChosenWeightsDecay() {
        step(new Momentum(0.5f, 0.9f).decayWeights(0.25f).decayOnly(List.of(b)));
        assertValues(a, 1 - 0.5f * 3);
        assertValues(b, 0.75f, 0.75f - 0.5f * 4);
        assertThatThrownBy(() -> new Adam().decayOnly(List.of(b)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Adam has no weight decay");
    }

    @Test
    void theDecayMayFollowTheLearningRate() {
        Output rate = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());
        Output decay = Mul.of(scope, rate, Const.of(scope, 0.5f));
        Node train = new GradientDescent(rate).decayWeights(decay).minimize(loss);
        initialize();
        session.run(train, Feed.of(rate, 0.5f));
        assertValues(a, 0.75f - 0.5f * 3);
    }

    @Test
    void theMomentumMayFollowASchedule() {
        Output rate = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());
        Output momentum = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());
        Node train = new Momentum(rate, momentum, false).minimize(loss);
        initialize();
        session.run(train, Feed.of(rate, 0.5f), Feed.of(momentum, 0.9f));
        assertValues(a, 1 - 0.5f * 3);
        session.run(train, Feed.of(rate, 0.5f), Feed.of(momentum, 0.25f));
        assertValues(a, 1 - 0.5f * 3 - 0.5f * (0.25f * 3 + 3));
    }

    @Test
    void aStepCountsItselfInTheGlobalStep() {
        Variable step = GlobalStep.of(graph);
        assertThat(GlobalStep.of(graph)).isSameAs(step);
        assertThat(step.name()).isEqualTo("global_step:0");
        Node train = new GradientDescent(1).minimize(loss, step);
        initialize();
        session.run(train);
        session.run(train);
        assertThat(session.run(step).longValue()).isEqualTo(2);
        assertThat(graph.trainableVariables()).containsExactly(a, b);
    }

    private void step(Optimizer optimizer) {
        Node train = optimizer.minimize(loss);
        initialize();
        session.run(train);
    }

    private void assertValues(Variable variable, float... expected) {
        float[] values = session.run(variable).floats();
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values[i]).isCloseTo(expected[i], within(1e-6f));
        }
    }

    private Variable variable(String name, float... values) {
        return VariableV2.variable(scope.named(name), Const.of(scope, values), true);
    }

    private void initialize() {
        session.run(graph.variables().stream().map(Variable::initializer).toList());
    }
}
