package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.data.Batch;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Mask;
import dev.lamina.loss.ClassWeights;
import dev.lamina.loss.Reduction;
import dev.lamina.loss.WeightedLoss;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head in a model's graph: the labels of an output, its losses, its metrics. */
final class BuiltHead {
    private final String output;
    private final Head head;
    private final Task task;
    private final Output labels;
    private final Output exampleWeights;
    private final List<NamedMetric<?>> metrics;
    private boolean isWeighable = true;
    private boolean isMasked;

    BuiltHead(String output, Head head, Output predictions, Output exampleWeights, String labelsName, Tf tf) {
        this.output = output;
        this.head = head;
        this.exampleWeights = exampleWeights;
        task = Task.of(output, head, predictions);
        metrics = head.metrics().stream()
                .<NamedMetric<?>>map(choice -> choice.of(task))
                .toList();
        requireClassWeights();
        labels = tf.placeholder(task.labelType(), Shape.of(-1).concat(task.labelShape()), labelsName);
    }

    private void requireClassWeights() {
        ClassWeights weights = head.classWeights();
        if (weights == null) {
            return;
        }
        Shape predictions = task.predictions().shape();
        long units = predictions.rank() == 1 ? 1 : predictions.dim(predictions.rank() - 1);
        boolean areRows = task.isOfClasses() && task.labelShape().equals(Shape.of(units));
        if (!task.tellsClasses() || !(Task.isSingle(task.labelShape()) || areRows)) {
            throw new InvalidArgumentException(
                    "the output '" + output + "' has weights of classes, but "
                            + head.loss().name() + " of labels of shape " + task.labelShape()
                            + " does not tell one class from others",
                    "weigh the examples instead: Pipeline.weighted");
        }
        long classes = units == 1 ? 2 : units;
        if (weights.weights().size() != classes) {
            throw new InvalidArgumentException("the output '" + output + "' tells " + classes + " classes, but "
                    + weights.weights().size() + " have weights");
        }
    }

    /** The output's name. */
    String output() {
        return output;
    }

    Task task() {
        return task;
    }

    float weight() {
        return head.weight();
    }

    List<NamedMetric<?>> metrics() {
        return metrics;
    }

    boolean hasClassWeights() {
        return head.classWeights() != null;
    }

    /** What to feed. */
    Output labels() {
        return labels;
    }

    /** Those of a batch, as the loss needs them: single numbers may lie in rows of one, or not. */
    Tensor labels(Batch batch, String name) {
        Tensor given = batch.labels(name);
        Shape needed = task.labelShape();
        if (given.shape().rank() == needed.rank() + 1) {
            return given;
        }
        return given.reshape(Shape.of(batch.size()).concat(needed).dims());
    }

    /** Adds the mean loss of such predictions, over the examples that have a weight, and the steps that count where they have a mask. */
    Output loss(Scope scope, Output predictions) {
        Scope own = scope.nested(head.loss().name());
        Output losses = head.loss().losses(own, labels, predictions);
        return WeightedLoss.of(
                own, losses, masked(own, weights(own, losses), predictions, losses), Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The weights, 0 for steps that the mask leaves out. */
    private @Nullable Output masked(Scope own, @Nullable Output weights, Output predictions, Output losses) {
        Output mask = Mask.of(predictions);
        if (mask == null || weights == null || losses.shape().rank() < 2) {
            return weights;
        }
        isMasked = true;
        Output counts = Cast.of(own, mask, losses.dtype());
        for (int axis = 2; axis < losses.shape().rank(); axis++) {
            counts = ExpandDims.of(own, counts, axis);
        }
        return Mul.of(own, counts, weights);
    }

    /** The weights in the rank of the losses; none for a loss of one's own that gives no number for each example. */
    private @Nullable Output weights(Scope own, Output losses) {
        Shape shape = losses.shape();
        if (!shape.hasRank() || shape.rank() == 0) {
            if (hasClassWeights()) {
                throw new InvalidArgumentException(head.loss().name() + " gives " + losses
                        + ", no number for each example that its class could weigh");
            }
            isWeighable = false;
            return null;
        }
        int[] dims = new int[shape.rank()];
        Arrays.fill(dims, 1);
        dims[0] = -1;
        Output weights = Reshape.of(own, weights(own), dims);
        return weights.dtype() == losses.dtype() ? weights : Cast.of(own, weights, losses.dtype());
    }

    /** Whether examples may have weights. */
    boolean isWeighable() {
        return isWeighable;
    }

    /** Whether the loss is the mean over steps that count, rather than over examples. */
    boolean isMasked() {
        return isMasked;
    }

    /**
     * Adds the number of examples that have a weight, as long as these are fed or depend on the class; or of their steps that count, where
     * the predictions have a mask.
     */
    Output count(Scope scope, Output predictions) {
        Scope own = scope.nested("count");
        Output weights = weights(own);
        Output flat = Reshape.of(own, weights, -1);
        Output isPresent = NotEqual.of(own, flat, Const.of(own, 0, flat.dtype()));
        Output present = Cast.of(own, isPresent, DType.FLOAT32);
        Output mask = isMasked ? Mask.of(predictions) : null;
        return mask == null
                ? Sum.of(own, present, 0)
                : Sum.of(own, Mul.of(own, Cast.of(own, mask, DType.FLOAT32), ExpandDims.of(own, present, 1)), 0, 1);
    }

    private Output weights(Scope own) {
        ClassWeights classes = head.classWeights();
        return classes == null ? exampleWeights : Mul.of(own, exampleWeights, ofClasses(own, classes));
    }

    private Output ofClasses(Scope own, ClassWeights classes) {
        if (!Task.isSingle(task.labelShape())) {
            return Cast.of(own, classes.ofDistributions(own, labels), DType.FLOAT32);
        }
        Output numbers = Reshape.of(own, labels, -1);
        boolean areNumbers = numbers.dtype() == DType.INT32 || numbers.dtype() == DType.INT64;
        return classes.ofClasses(own, areNumbers ? numbers : Cast.of(own, numbers, DType.INT32));
    }
}
