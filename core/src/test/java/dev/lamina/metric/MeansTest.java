package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The mean loss, and the errors of regressions. */
class MeansTest {
    @Test
    void batchesCountByTheirSize() {
        Mean loss = new Mean();
        assertThat(loss.result().value()).isNaN();
        loss.update(2, 3);
        loss.update(6);
        loss.update(Tensor.of(new float[] {1, 2}));
        loss.update(Double.NaN, 0);
        assertThat(loss.result()).isEqualTo(new Average(15, 6));
        assertThat(loss.result().value()).isEqualTo(2.5);
        loss.reset();
        assertThat(loss.result()).isEqualTo(new Average(0, 0));
        loss.update(Float.NaN);
        assertThat(loss.result().value()).isNaN();
        assertThatThrownBy(() -> loss.update(1, -1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void errorsAreOfAllElements() {
        RegressionErrors errors = new RegressionErrors();
        assertThat(errors.result().meanSquared()).isNaN();
        assertThat(errors.result().meanAbsolute()).isNaN();
        errors.update(Tensor.of(new float[][] {{1, 2}, {3, 4}}), Tensor.of(new int[][] {{1, 4}, {0, 4}}));
        errors.update(Tensor.of(new double[] {-1}), Tensor.of(new float[] {4}));
        assertThat(errors.result()).isEqualTo(new Errors(38, 10, 5));
        assertThat(errors.result().meanSquared()).isEqualTo(7.6);
        assertThat(errors.result().rootMeanSquared()).isEqualTo(Math.sqrt(7.6));
        assertThat(errors.result().meanAbsolute()).isEqualTo(2);
        assertThatThrownBy(() -> errors.update(Tensor.of(new float[] {1}), Tensor.of(new float[][] {{1}})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("predictions of shape [1] do not go with labels of shape [1,1]");
        errors.update(Tensor.of(Double.NaN), Tensor.of(1.0));
        assertThat(errors.result().meanSquared()).isNaN();
        errors.reset();
        assertThat(errors.result()).isEqualTo(new Errors(0, 0, 0));
    }
}
