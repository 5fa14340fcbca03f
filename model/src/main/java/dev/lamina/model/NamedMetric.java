package dev.lamina.model;

import dev.lamina.metric.Metric;
import dev.lamina.tensor.Tensor;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A metric of which evaluations give one number.
 *
 * @param name under which they have it: {@code accuracy}
 * @param metric makes one that has seen nothing
 * @param value the number of its result
 * @param <R> the metric's result
 */
record NamedMetric<R>(String name, Supplier<? extends Metric<R>> metric, ToDoubleFunction<? super R> value)
        implements Head.MetricChoice {
    /**
     * This, if it can judge such predictions.
     *
     * @throws dev.lamina.error.InvalidArgumentException if it takes logits for probabilities
     */
    @Override
    public NamedMetric<R> of(Task task) {
        task.requireReadable(name, metric.get());
        return this;
    }

    /** Begins an evaluation. */
    Evaluated<R> begin() {
        return new Evaluated<>(this, metric.get());
    }

    /** A metric over the batches of one evaluation. */
    record Evaluated<R>(NamedMetric<R> named, Metric<R> metric) {
        void update(Tensor predictions, Tensor labels, @Nullable Tensor weights) {
            if (weights == null) {
                metric.update(predictions, labels);
            } else {
                metric.update(predictions, labels, weights);
            }
        }

        String name() {
            return named.name;
        }

        double value() {
            return named.value.applyAsDouble(metric.result());
        }
    }
}
