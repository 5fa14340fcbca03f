package dev.lamina.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A metric that is restored from its state goes on as if nothing had happened. */
class ResumeTest {
    private static final Map<String, Supplier<Metric<?>>> METRICS = Map.of(
            "accuracy",
            Accuracy::new,
            "top-k accuracy",
            () -> new TopKAccuracy(2),
            "confusion matrix",
            () -> new ConfusionMatrix(4),
            "precision and recall",
            () -> new PrecisionRecall(4),
            "areas",
            AreaUnderCurve::new,
            "errors",
            RegressionErrors::new);

    private static void feed(Metric<?> metric, Random random) {
        int rows = 1 + random.nextInt(100);
        boolean hasScores = !(metric instanceof AreaUnderCurve || metric instanceof RegressionErrors);
        double[] scores = random.doubles(hasScores ? 4L * rows : rows).toArray();
        int[] labels = random.ints(rows, 0, hasScores ? 4 : 2).toArray();
        Tensor weights = Tensor.of(random.doubles(rows).toArray());
        metric.update(hasScores ? Tensor.wrap(scores, rows, 4) : Tensor.wrap(scores, rows), Tensor.of(labels), weights);
    }

    @TestFactory
    Stream<DynamicTest> goesOnExactly() {
        return METRICS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Metric<?> whole = entry.getValue().get();
                    Metric<?> resumed = entry.getValue().get();
                    Random random = new Random(5);
                    Random same = new Random(5);
                    for (int batch = 0; batch < 10; batch++) {
                        feed(whole, random);
                        Metric<?> next = entry.getValue().get();
                        next.restore(resumed.state());
                        resumed = next;
                        feed(resumed, same);
                    }
                    assertThat(resumed.result()).isEqualTo(whole.result());
                    assertThat(resumed.state()).isEqualTo(whole.state());
                }));
    }

    @TestFactory
    Stream<DynamicTest> aStateIsACopy() {
        return METRICS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Metric<?> metric = entry.getValue().get();
                    Random random = new Random(6);
                    feed(metric, random);
                    Object before = metric.result();
                    Map<String, Tensor> state = metric.state();
                    feed(metric, random);
                    assertThat(metric.result()).isNotEqualTo(before);
                    metric.restore(state);
                    assertThat(metric.result()).isEqualTo(before);
                    feed(metric, random);
                    metric.restore(state);
                    assertThat(metric.result()).isEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anotherStateIsRefused() {
        return METRICS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    Metric<?> metric = entry.getValue().get();
                    feed(metric, new Random(7));
                    Object before = metric.result();
                    assertThatThrownBy(() -> metric.restore(Map.of()))
                            .isInstanceOf(NotFoundException.class)
                            .hasMessageContaining("the metric's state has no");
                    for (String name : metric.state().keySet()) {
                        Map<String, Tensor> wrong = new HashMap<>(metric.state());
                        wrong.put(name, Tensor.zeros(DType.INT16, Shape.of(3)));
                        assertThatThrownBy(() -> metric.restore(wrong))
                                .isInstanceOf(InvalidArgumentException.class)
                                .hasMessageContaining("'" + name + "'");
                    }
                    assertThat(metric.result()).isEqualTo(before);
                }));
    }
}
