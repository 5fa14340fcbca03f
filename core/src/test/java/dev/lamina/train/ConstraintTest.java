package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConstraintTest {
    private final Tf tf = Tf.create();

    @Test
    void maxNormScalesTheIncomingWeightsOfAUnit() {
        float[][] w = {{3, 0.3f}, {4, -0.4f}};
        assertThat(after(Constraint.maxNorm(2.5f), w)).isEqualTo(Tensor.of(new float[][] {{1.5f, 0.3f}, {2, -0.4f}}));
    }

    @Test
    void nonNegativeAndUnitNorm() {
        float[][] w = {{3, 0}, {-4, 0}};
        assertThat(after(Constraint.nonNegative(), w)).isEqualTo(Tensor.of(new float[][] {{3, 0}, {0, 0}}));
        assertThat(after(Constraint.unitNorm(), w)).isEqualTo(Tensor.of(new float[][] {{0.6f, 0}, {-0.8f, 0}}));
    }

    private Tensor after(Constraint constraint, float[][] weights) {
        try (Session session = tf.session()) {
            return session.run(constraint.of(tf.scope(), tf.constant(weights)));
        }
    }

    @Test
    void itHoldsAfterEachStepAndGradientsAreOfTheVariableBefore() {
        Variable w = tf.variable(tf.constant(new float[][] {{3}, {4}}), "w");
        Constraint.maxNorm(5).keep(w);
        // The gradient of -sum(w²)/2 is -w: a step of rate 1 doubles it, the constraint halves it again.
        Output loss = tf.negative(tf.nn.l2Loss(w));
        Node step = tf.train.gradientDescent(1).minimize(loss);
        Output seen = tf.after(step).identity(w.ref());
        try (Session session = tf.session()) {
            session.run(w.initializer());
            assertThat(session.run(seen)).isEqualTo(Tensor.of(new float[][] {{3}, {4}}));
            session.run(step);
            assertThat(session.run(w)).isEqualTo(Tensor.of(new float[][] {{3}, {4}}));
        }
    }

    @Test
    void everyOptimizerKeepsIt() {
        Variable w = tf.variable(tf.constant(new float[] {1, 2}), "w");
        Constraint.nonNegative().keep(w);
        Output loss = tf.reduceSum(tf.multiply(w, tf.constant(new float[] {100, -1})));
        Node adam = tf.train.adam(5).minimize(loss);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(adam);
            assertThat(session.run(w).floats()[0]).isZero();
            assertThat(session.run(w).floats()[1]).isGreaterThan(6);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        Variable w = tf.variable(tf.constant(new float[] {1, 2}), "w");
        Constraint.nonNegative().keep(w);
        assertThatThrownBy(() -> Constraint.unitNorm().keep(w)).hasMessageContaining("has a constraint already");
        assertThatThrownBy(() -> Constraint.maxNorm(0)).hasMessageContaining("must be positive, got 0.0");
    }
}
