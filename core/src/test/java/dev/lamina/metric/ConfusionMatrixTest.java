package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static ConfusionMatrix of(int classes, int[] labels, int[] predictions) {
        ConfusionMatrix matrix = new ConfusionMatrix(classes);
        matrix.update(Tensor.of(predictions), Tensor.of(labels));
        return matrix;
    }

    @Test
    void countsLabelsByPredictions() {
        ConfusionMatrix matrix = of(3, new int[] {0, 0, 1, 2, 2, 2}, new int[] {0, 1, 1, 0, 2, 2});
        Confusion confusion = matrix.result();
        assertThat(confusion.counts())
                .containsExactly(List.of(1.0, 1.0, 0.0), List.of(0.0, 1.0, 0.0), List.of(1.0, 0.0, 2.0));
        assertThat(confusion.labelled(2)).isEqualTo(3);
        assertThat(confusion.predicted(1)).isEqualTo(2);
        assertThat(confusion.accuracy()).isEqualTo(new Fraction(4, 6));
        matrix.reset();
        assertThat(matrix.result().accuracy()).isEqualTo(new Fraction(0, 0));
    }

    @Test
    void printsAsATable() {
        Confusion confusion = of(3, new int[] {0, 0, 1, 2, 2, 2}, new int[] {0, 1, 1, 0, 2, 2})
                .result();
        assertThat(confusion).hasToString("""
                label  0  1  2
                    0  1  1  0
                    1  0  1  0
                    2  1  0  2""");
        assertThat(confusion.table(List.of("cat", "dog", "kangaroo"))).isEqualTo("""
                   label  cat  dog  kangaroo
                     cat    1    1         0
                     dog    0    1         0
                kangaroo    1    0         2""");
    }

    @Test
    void whatHoldsANaNIsOfNoClass() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.update(Tensor.of(new float[][] {{Float.NaN, 0}, {0, 1}}), Tensor.of(new int[] {1, 1}));
        Confusion confusion = matrix.result();
        assertThat(confusion.undecided()).containsExactly(0.0, 1.0);
        assertThat(confusion.accuracy()).isEqualTo(new Fraction(1, 2));
        assertThat(confusion).hasToString("""
                label  0  1  none
                    0  0  0     0
                    1  0  1     1""");
    }

    @Test
    void whatDoesNotFitCountsForNothing() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        assertThatThrownBy(() -> matrix.update(Tensor.of(new int[] {0, 2}), Tensor.of(new int[] {0, 1})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the prediction of example 1 is not in [0, 2): 2");
        assertThatThrownBy(() -> matrix.update(Tensor.of(new int[] {0}), Tensor.of(new int[] {-1})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the label of example 0 is not in [0, 2): -1");
        assertThat(matrix.result().accuracy().whole()).isZero();
        assertThatThrownBy(() -> new ConfusionMatrix(1)).isInstanceOf(InvalidArgumentException.class);
    }
}
