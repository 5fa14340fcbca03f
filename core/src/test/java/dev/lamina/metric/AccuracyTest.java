package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final float NAN = Float.NaN;

    private final Accuracy accuracy = new Accuracy();

    private void update(Object predictions, Object labels) {
        accuracy.update(Tensor.of(predictions), Tensor.of(labels));
    }

    @Test
    void isOfAllBatches() {
        update(new float[][] {{0.1f, 0.9f}, {0.8f, 0.2f}}, new int[] {1, 1});
        update(new float[][] {{0.1f, 0.9f}}, new long[] {1});
        assertThat(accuracy.result()).isEqualTo(new Fraction(2, 3));
        assertThat(accuracy.result().value()).isEqualTo(2.0 / 3);
        accuracy.reset();
        assertThat(accuracy.result()).isEqualTo(new Fraction(0, 0));
    }

    @Test
    void ofNothingIsNaN() {
        assertThat(accuracy.result().value()).isNaN();
        accuracy.update(Tensor.zeros(DType.FLOAT32, Shape.of(0, 10)), Tensor.zeros(DType.INT32, Shape.of(0)));
        assertThat(accuracy.result().value()).isNaN();
    }

    @Test
    void labelsMayBeOneHot() {
        update(new double[][] {{3, 1, 2}, {0, 0, 1}}, new float[][] {{1, 0, 0}, {0, 1, 0}});
        assertThat(accuracy.result()).isEqualTo(new Fraction(1, 2));
    }

    @Test
    void theFirstOfTheLargestScoresCounts() {
        update(new float[][] {{1, 1}, {1, 1}}, new int[] {0, 1});
        assertThat(accuracy.result()).isEqualTo(new Fraction(1, 2));
    }

    @Test
    void predictionsMayBeClasses() {
        update(new long[] {4, 5, 6}, new int[] {4, 5, 7});
        assertThat(accuracy.result()).isEqualTo(new Fraction(2, 3));
    }

    @Test
    void predictionsMayBeProbabilities() {
        update(new float[] {0.5f, 0.51f, 0.2f, NAN}, new boolean[] {false, true, true, false});
        update(new float[][] {{0.9f}, {0.1f}}, new float[][] {{1}, {0}});
        assertThat(accuracy.result()).isEqualTo(new Fraction(4, 6));
    }

    @Test
    void whatHoldsANaNIsWrong() {
        update(new float[][] {{NAN, 0}, {0, NAN}, {0, 1}}, new int[] {0, 0, 1});
        assertThat(accuracy.result()).isEqualTo(new Fraction(1, 3));
    }

    @Test
    void whatIsRefusedCountsForNothing() {
        refused("no probability: 7.0", new float[] {0.5f, 7}, new int[] {0, 1});
        refused("2 predictions do not go with 3 labels", new int[] {1, 2}, new int[] {1, 2, 3});
        refused("no class: 0.5", new float[] {0.5f}, new float[] {0.5f});
        refused("no class: NaN", new int[] {1}, new float[] {NAN});
        refused("holds a NaN", new int[] {1}, new float[][] {{NAN, 1}});
        refused("must be of shape [examples] or [examples, classes], got []", 1, 1);
        refused("must be numbers, got string", new String[] {"a"}, new int[] {1});
        assertThat(accuracy.result()).isEqualTo(new Fraction(0, 0));
    }

    private void refused(String message, Object predictions, Object labels) {
        assertThatThrownBy(() -> update(predictions, labels))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void scoresOfAnySizeHaveAThreshold() {
        var logits = new Accuracy(0);
        logits.update(Tensor.of(new float[] {0.1f, -0.1f, 7, NAN}), Tensor.of(new int[] {1, 0, 0, 0}));
        assertThat(logits.result()).isEqualTo(new Fraction(2, 4));
        assertThat(logits.readsProbabilities()).isFalse();
        assertThat(accuracy.readsProbabilities()).isTrue();
        assertThatThrownBy(() -> update(new float[] {7}, new int[] {1})).hasMessageContaining("new Accuracy(0)");
        assertThatThrownBy(() -> new Accuracy(Double.NaN))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("a threshold must be finite, got NaN");
        var matrix = new ConfusionMatrix(2, -1);
        matrix.update(Tensor.of(new float[] {-0.5f, -2}), Tensor.of(new int[] {0, 0}));
        assertThat(matrix.result().count(0, 1)).isEqualTo(1);
        assertThat(matrix.readsProbabilities()).isFalse();
        var scores = new PrecisionRecall(2, 0);
        scores.update(Tensor.of(new float[] {0.2f, -2}), Tensor.of(new int[] {1, 1}));
        assertThat(scores.result().classes().get(1).recall()).isEqualTo(0.5);
        assertThat(scores.readsProbabilities()).isFalse();
        assertThat(new PrecisionRecall(2).readsProbabilities()).isTrue();
        assertThat(new TopKAccuracy(1).readsProbabilities()).isFalse();
    }

    @Test
    void severalAnswersCountEach() {
        var answers = new BinaryAccuracy();
        answers.update(Tensor.of(new float[][] {{0.6f, 0.5f}, {0.2f, NAN}}), Tensor.of(new boolean[][] {
            {true, false}, {true, false}
        }));
        assertThat(answers.result()).isEqualTo(new Fraction(2, 4));
        Map<String, Tensor> state = answers.state();
        answers.update(
                Tensor.of(new float[][] {{1, 0}, {1, 1}}),
                Tensor.of(new int[][] {{1, 1}, {1, 1}}),
                Tensor.of(new float[] {3, 0.5f}));
        assertThat(answers.result()).isEqualTo(new Fraction(6, 11));
        answers.restore(state);
        assertThat(answers.result()).isEqualTo(new Fraction(2, 4));
        answers.reset();
        assertThat(answers.result()).isEqualTo(new Fraction(0, 0));
        var logits = new BinaryAccuracy(0);
        logits.update(Tensor.of(new float[] {0.1f, -3}), Tensor.of(new float[] {1, 0}));
        assertThat(logits.result().value()).isEqualTo(1);
        assertThat(logits.readsProbabilities()).isFalse();
        assertThat(answers.readsProbabilities()).isTrue();
        assertThatThrownBy(() -> answers.update(Tensor.of(new float[] {0.1f}), Tensor.of(new int[] {2})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("label 0 is not 0 or 1: 2.0");
        assertThatThrownBy(() -> answers.update(Tensor.of(new float[] {0.1f}), Tensor.of(new int[][] {{1}})))
                .hasMessageContaining("predictions of shape [1] do not go with labels of shape [1,1]");
        assertThat(answers.result()).isEqualTo(new Fraction(0, 0));
    }
}
