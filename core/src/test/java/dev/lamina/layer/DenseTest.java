package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.train.Constraint;
import org.junit.jupiter.api.Test;

/** What a description says after one thing of it was changed, and what it still says. */
class DenseTest {
    private final Initializer initializer = Initializer.ones();
    private final Regularizer regularizer = Regularizer.l2(1);
    private final Constraint constraint = Constraint.nonNegative();

    @Test
    void aParameterChangesOneThing() {
        Parameter all = Parameter.of(Initializer.zeros())
                .initialized(initializer)
                .regularized(regularizer)
                .constrained(constraint);
        assertThat(all.initializer()).isSameAs(initializer);
        assertThat(all.regularizer()).isSameAs(regularizer);
        assertThat(all.constraint()).isSameAs(constraint);
    }

    @Test
    void aLayerChangesOneThing() {
        Parameter ones = Parameter.of(initializer);
        Dense dense = new Dense(3, Activation.TANH).kernel(ones);
        assertThat(dense.kernel()).isEqualTo(ones);
        assertThat(dense.units()).isEqualTo(3);
        assertThat(dense.activation()).isSameAs(Activation.TANH);
        assertThat(dense.bias(ones).bias()).isEqualTo(ones);
        assertThat(dense.withoutBias().bias()).isNull();
        assertThat(dense.named("other").name()).isEqualTo("other");
        Dense told = new Dense(3)
                .kernelInitializer(initializer)
                .kernelRegularizer(regularizer)
                .kernelConstraint(constraint);
        assertThat(told.kernel().initializer()).isSameAs(initializer);
        assertThat(told.kernel().regularizer()).isSameAs(regularizer);
        assertThat(told.kernel().constraint()).isSameAs(constraint);
        assertThat(told.bias()).isNotNull();
    }
}
