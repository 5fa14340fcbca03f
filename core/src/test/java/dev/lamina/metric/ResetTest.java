package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A metric that begins anew gives what a new one gives. */
class ResetTest {
    private static final Tensor SCORES = Tensor.of(new float[][] {{0.1f, 0.9f}, {0.8f, 0.2f}, {0.3f, 0.7f}});
    private static final Tensor CLASSES = Tensor.of(new int[] {1, 1, 0});

    private static void beginsAnew(Metric<?> used, Metric<?> fresh, Tensor first, Tensor firstLabels) {
        Tensor scores = used instanceof AreaUnderCurve ? Tensor.of(new float[] {0.9f, 0.2f, 0.4f}) : SCORES;
        Tensor labels = used instanceof AreaUnderCurve ? Tensor.of(new int[] {1, 0, 1}) : CLASSES;
        used.update(first, firstLabels);
        used.update(scores, labels);
        fresh.update(scores, labels);
        assertThat(used.result()).isNotEqualTo(fresh.result());
        used.reset();
        used.update(scores, labels);
        assertThat(used.result()).isEqualTo(fresh.result());
    }

    @Test
    void ofClasses() {
        Tensor scores = Tensor.of(new float[][] {{0.9f, 0.1f}, {0.6f, 0.4f}});
        Tensor labels = Tensor.of(new int[] {1, 0});
        beginsAnew(new TopKAccuracy(1), new TopKAccuracy(1), scores, labels);
        beginsAnew(new PrecisionRecall(2), new PrecisionRecall(2), scores, labels);
    }

    @Test
    void ofYesAndNo() {
        beginsAnew(
                new AreaUnderCurve(), new AreaUnderCurve(), Tensor.of(new float[] {0.1f, 0.7f}), Tensor.of(new int[] {
                    1, 0
                }));
    }
}
