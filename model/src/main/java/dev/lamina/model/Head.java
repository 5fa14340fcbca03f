package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.loss.ClassWeights;
import dev.lamina.loss.Loss;
import dev.lamina.metric.Metric;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one output of a network learns by, as TensorFlow's {@code Head}: a loss, how much it counts, its labels, and metrics to
 * look at. Immutable: each method gives another.
 *
 * <p>Labels are what the loss needs, if nothing is told: one number of a class, int32, for {@code SparseSoftmaxCrossEntropy} and
 * losses of one's own; what the output is, in type and shape, for all others.
 */
public final class Head {
    private final Loss loss;
    private final float weight;
    private final @Nullable DType labelType;
    private final @Nullable Shape labelShape;
    private final @Nullable ClassWeights classWeights;
    private final List<MetricChoice> metrics;

    private Head(
            Loss loss,
            float weight,
            @Nullable DType labelType,
            @Nullable Shape labelShape,
            @Nullable ClassWeights classWeights,
            List<MetricChoice> metrics) {
        this.loss = loss;
        this.weight = weight;
        this.labelType = labelType;
        this.labelShape = labelShape;
        this.classWeights = classWeights;
        this.metrics = metrics;
    }

    /** A loss that counts once, without metrics. */
    public static Head of(Loss loss) {
        return new Head(loss, 1, null, null, null, List.of());
    }

    /** The same, its loss multiplied by this in the sum of all outputs' losses. */
    public Head weight(float weight) {
        if (!(weight >= 0) || Float.isInfinite(weight)) {
            throw new InvalidArgumentException("the weight of a loss must be finite and at least 0, got " + weight);
        }
        return new Head(loss, weight, labelType, labelShape, classWeights, metrics);
    }

    /** The same for labels of that type, in the shape that the loss needs. */
    public Head labels(DType type) {
        return new Head(loss, weight, type, null, classWeights, metrics);
    }

    /** The same for labels of that type and, for one example, that shape. */
    public Head labels(DType type, Shape example) {
        return new Head(loss, weight, type, example, classWeights, metrics);
    }

    /**
     * The same, each example's loss multiplied by the weight of its class, in fit and in evaluate: rare classes can be made to
     * count for more. Metrics look at all classes alike.
     *
     * @param weights of the classes in their order; of 0 and 1 for an output of one unit
     */
    public Head classWeight(float... weights) {
        return new Head(loss, weight, labelType, labelShape, ClassWeights.of(weights), metrics);
    }

    /**
     * The same with another metric.
     *
     * @param name under which evaluations have it; after an epoch it is {@code val_} and this
     * @param metric makes one that has seen nothing
     * @param value the number of its result that is looked at
     */
    public <R> Head metric(String name, Supplier<? extends Metric<R>> metric, ToDoubleFunction<? super R> value) {
        return metric(new NamedMetric<>(name, metric, value));
    }

    /**
     * The same with the share of right answers, from 0 to 1, as {@code accuracy}: what that is, loss and output tell. One unit is
     * class 1 beyond a probability of 0.5, behind a sigmoid, or a logit of 0, under a loss that takes logits. Several units with
     * a sigmoid, or under {@code SigmoidCrossEntropy}, are an answer each, and the share is of all answers. Several with a
     * softmax, or under a softmax's loss, are classes, of which the largest is meant; labels are their numbers or one-hot.
     * Anything else is an error when the model is compiled.
     */
    public Head accuracy() {
        return metric(Task::accuracy);
    }

    private Head metric(MetricChoice metric) {
        List<MetricChoice> all = new ArrayList<>(metrics);
        all.add(metric);
        return new Head(loss, weight, labelType, labelShape, classWeights, List.copyOf(all));
    }

    Loss loss() {
        return loss;
    }

    float weight() {
        return weight;
    }

    @Nullable
    DType labelType() {
        return labelType;
    }

    @Nullable
    Shape labelShape() {
        return labelShape;
    }

    @Nullable
    ClassWeights classWeights() {
        return classWeights;
    }

    List<MetricChoice> metrics() {
        return metrics;
    }

    /** A metric that is known once it is known what it is to judge. */
    @FunctionalInterface
    interface MetricChoice {
        NamedMetric<?> of(Task task);
    }
}
