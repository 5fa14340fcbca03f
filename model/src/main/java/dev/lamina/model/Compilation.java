package dev.lamina.model;

import dev.lamina.loss.Loss;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Optimizer;
import java.util.List;

/**
 * What a model learns by: an optimizer, a loss, and metrics to look at.
 *
 * @param optimizer takes the steps
 * @param loss what they make smaller, together with the layers' penalties
 * @param labelShape the shape of one example's label
 * @param labelType the type of the labels
 * @param metrics what evaluations compute beside the loss
 */
public record Compilation(
        OptimizerFactory optimizer, Loss loss, Shape labelShape, DType labelType, List<Metric> metrics) {
    /** Copies the list. */
    public Compilation {
        metrics = List.copyOf(metrics);
    }

    /** For labels that are class numbers, int32, and no metric; see {@link #labels} and {@link #metrics}. */
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

    /** The same with these metrics. */
    public Compilation metrics(Metric... metrics) {
        return new Compilation(optimizer, loss, labelShape, labelType, List.of(metrics));
    }
}
