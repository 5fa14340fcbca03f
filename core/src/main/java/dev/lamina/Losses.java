package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.loss.ClassWeights;
import dev.lamina.loss.CosineDistance;
import dev.lamina.loss.Hinge;
import dev.lamina.loss.Huber;
import dev.lamina.loss.KullbackLeiblerDivergence;
import dev.lamina.loss.Loss;
import dev.lamina.loss.MeanAbsoluteError;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.Reduction;
import dev.lamina.loss.SigmoidCrossEntropy;
import dev.lamina.loss.SoftmaxCrossEntropy;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import org.jspecify.annotations.Nullable;

/**
 * Losses of batches, as TensorFlow 1's {@code tf.losses}: labels first, then what is predicted. The result is one number,
 * the sum of the losses divided by the number of those with a weight that is not 0, unless {@link #reducedBy} says
 * otherwise; and it joins the graph's collection {@code losses}. Made by {@link Tf#losses}.
 *
 * {@snippet :
 * var weights = tf.losses.classWeights(labels, 1, 1, 5);
 * var loss = tf.losses.weightedBy(weights).sparseSoftmaxCrossEntropy(labels, logits);
 * }
 */
public final class Losses {
    private final Scope scope;
    private final @Nullable Operand weights;
    private final Reduction reduction;

    Losses(Scope scope) {
        this(scope, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    private Losses(Scope scope, @Nullable Operand weights, Reduction reduction) {
        this.scope = scope;
        this.weights = weights;
        this.reduction = reduction;
    }

    /**
     * Losses multiplied by weights.
     *
     * @param factors a number for all, or of the losses' rank, each dimension theirs or 1: [rows] for cross-entropies of
     *     rows, [rows, 1] for the errors of [rows, n]
     */
    public Losses weightedBy(Operand factors) {
        return new Losses(scope, factors, reduction);
    }

    /** Losses reduced to one number in another way. */
    public Losses reducedBy(Reduction by) {
        return new Losses(scope, weights, by);
    }

    /** The weights of examples that are labelled with numbers of classes, from those of the classes. */
    public Output classWeights(Operand labels, float... weightsOfClasses) {
        return ClassWeights.of(weightsOfClasses).ofClasses(scope, labels);
    }

    /** Any loss. */
    public Output of(Loss loss, Operand labels, Operand predictions) {
        return loss.of(scope, labels, predictions, weights, reduction);
    }

    /** Of softmax(logits) against one-hot labels, both of [rows, classes]. */
    public Output softmaxCrossEntropy(Operand labels, Operand logits) {
        return softmaxCrossEntropy(labels, logits, 0);
    }

    /** Of softmax(logits) against one-hot labels of which a part is spread over all classes. */
    public Output softmaxCrossEntropy(Operand labels, Operand logits, float labelSmoothing) {
        return of(new SoftmaxCrossEntropy(labelSmoothing), labels, logits);
    }

    /** Of softmax(logits) of [rows, classes] against numbers of classes of [rows]. */
    public Output sparseSoftmaxCrossEntropy(Operand labels, Operand logits) {
        return of(new SparseSoftmaxCrossEntropy(), labels, logits);
    }

    /** Of independent yes-or-no answers. */
    public Output sigmoidCrossEntropy(Operand labels, Operand logits) {
        return of(new SigmoidCrossEntropy(), labels, logits);
    }

    /** (prediction - label)². */
    public Output meanSquaredError(Operand labels, Operand predictions) {
        return of(new MeanSquaredError(), labels, predictions);
    }

    /** |prediction - label|; TensorFlow's {@code absolute_difference}. */
    public Output absoluteDifference(Operand labels, Operand predictions) {
        return of(new MeanAbsoluteError(), labels, predictions);
    }

    /** Half the squared error up to 1, linear beyond. */
    public Output huber(Operand labels, Operand predictions) {
        return of(new Huber(), labels, predictions);
    }

    /** max(0, 1 - logit) for labels of 1, max(0, 1 + logit) for those of 0. */
    public Output hinge(Operand labels, Operand logits) {
        return of(new Hinge(), labels, logits);
    }

    /** Of predicted distributions along the last axis from the right ones. */
    public Output kullbackLeiblerDivergence(Operand labels, Operand predictions) {
        return of(new KullbackLeiblerDivergence(), labels, predictions);
    }

    /** 1 - the cosine between unit vectors along an axis. */
    public Output cosineDistance(Operand labels, Operand predictions, int axis) {
        return of(new CosineDistance(axis), labels, predictions);
    }
}
