package dev.lamina.model;

import dev.lamina.loss.Loss;
import dev.lamina.metric.Accuracy;
import dev.lamina.metric.Fraction;
import dev.lamina.metric.Metric;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What a model learns by: an optimizer, a loss, and metrics to look at.
 *
 * @param optimizer takes the steps
 * @param loss what they make smaller, together with the layers' penalties
 * @param labelShape the shape of one example's label
 * @param labelType the type of the labels
 * @param metrics what evaluations look at beside the loss
 */
public record Compilation(
        OptimizerFactory optimizer, Loss loss, Shape labelShape, DType labelType, List<NamedMetric<?>> metrics) {
    /** Copies the list. */
    public Compilation {
        metrics = List.copyOf(metrics);
    }

    /** For labels that are class numbers, int32, and no metric; see {@link #labels} and {@link #metric}. */
    public static Compilation of(Optimizer optimizer, Loss loss) {
        return of((_, _) -> optimizer, loss);
    }

    /** For an optimizer that needs the graph, such as one with a schedule. */
    public static Compilation of(OptimizerFactory optimizer, Loss loss) {
        return new Compilation(optimizer, loss, Shape.scalar(), DType.INT32, List.of());
    }

    /** The same for labels of that type and, for one example, these dimensions. */
    public Compilation labels(DType type, long... dims) {
        return new Compilation(optimizer, loss, Shape.of(dims), type, metrics);
    }

    /**
     * The same with another metric.
     *
     * @param name under which evaluations have it; after an epoch it is {@code val_} and this
     * @param metric makes one that has seen nothing
     * @param value the number of its result that is looked at
     */
    public <R> Compilation metric(
            String name, Supplier<? extends Metric<R>> metric, ToDoubleFunction<? super R> value) {
        List<NamedMetric<?>> all = new ArrayList<>(metrics);
        all.add(new NamedMetric<>(name, metric, value));
        return new Compilation(optimizer, loss, labelShape, labelType, all);
    }

    /** The same with the share of the examples that are recognised, from 0 to 1, as {@code accuracy}. */
    public Compilation accuracy() {
        return metric("accuracy", Accuracy::new, Fraction::value);
    }
}
