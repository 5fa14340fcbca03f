package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    private static Classification of(int classes, int[] labels, int[] predictions) {
        PrecisionRecall metric = new PrecisionRecall(classes);
        metric.update(Tensor.of(predictions), Tensor.of(labels));
        return metric.result();
    }

    private static void assertScores(Scores scores, double precision, double recall, double f1, double support) {
        assertThat(scores.precision()).isCloseTo(precision, within(1e-12));
        assertThat(scores.recall()).isCloseTo(recall, within(1e-12));
        assertThat(scores.f1()).isCloseTo(f1, within(1e-12));
        assertThat(scores.support()).isEqualTo(support);
    }

    /** The example of scikit-learn's documentation, with one class always missed. */
    @Test
    void ofEachClassAndOnAverage() {
        Classification result = of(3, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1});
        assertScores(result.classes().get(0), 2.0 / 3, 1, 0.8, 2);
        assertScores(result.classes().get(1), 0, 0, 0, 2);
        assertScores(result.classes().get(2), 0, 0, 0, 2);
        assertScores(result.micro(), 1.0 / 3, 1.0 / 3, 1.0 / 3, 6);
        assertScores(result.macro(), 2.0 / 9, 1.0 / 3, 0.8 / 3, 6);
        assertScores(result.weighted(), 2.0 / 9, 1.0 / 3, 0.8 / 3, 6);
    }

    @Test
    void theWeightedAverageCountsLabels() {
        Classification result = of(2, new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1});
        assertScores(result.classes().get(0), 1, 2.0 / 3, 0.8, 3);
        assertScores(result.classes().get(1), 0.5, 1, 2.0 / 3, 1);
        assertScores(result.macro(), 0.75, 5.0 / 6, (0.8 + 2.0 / 3) / 2, 4);
        assertScores(result.weighted(), 0.875, 0.75, (3 * 0.8 + 2.0 / 3) / 4, 4);
    }

    @Test
    void anAbsentClassIsNaNAndDoesNotCount() {
        Classification result = of(3, new int[] {0, 1}, new int[] {0, 1});
        assertThat(result.classes().get(2).precision()).isNaN();
        assertThat(result.classes().get(2).recall()).isNaN();
        assertThat(result.classes().get(2).f1()).isNaN();
        assertScores(result.macro(), 1, 1, 1, 2);
        assertScores(result.weighted(), 1, 1, 1, 2);
    }

    @Test
    void aClassThatIsOnlyPredictedOrOnlyALabelScoresZero() {
        Classification result = of(3, new int[] {0, 1}, new int[] {0, 2});
        assertScores(result.classes().get(1), 0, 0, 0, 1);
        assertScores(result.classes().get(2), 0, 0, 0, 0);
        assertScores(result.macro(), 1.0 / 3, 1.0 / 3, 1.0 / 3, 2);
        assertScores(result.weighted(), 0.5, 0.5, 0.5, 2);
    }

    @Test
    void ofNothingAllIsNaN() {
        Classification result = new PrecisionRecall(2).result();
        assertThat(result.micro().f1()).isNaN();
        assertThat(result.macro().precision()).isNaN();
        assertThat(result.weighted().recall()).isNaN();
        assertThat(result.micro().support()).isZero();
    }

    @Test
    void whatHoldsANaNLowersRecallAlone() {
        PrecisionRecall metric = new PrecisionRecall(2);
        metric.update(Tensor.of(new float[] {0.9f, Float.NaN}), Tensor.of(new int[] {1, 1}));
        assertScores(metric.result().classes().get(1), 1, 0.5, 2.0 / 3, 2);
    }
}
