package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.loss.Loss;
import dev.lamina.loss.SigmoidCrossEntropy;
import dev.lamina.loss.SoftmaxCrossEntropy;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.metric.Accuracy;
import dev.lamina.metric.BinaryAccuracy;
import dev.lamina.metric.Fraction;
import dev.lamina.metric.Metric;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.math.Sigmoid;
import dev.lamina.op.nn.Softmax;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an output of a network is asked: by its loss, its labels and what it ends with.
 *
 * @param output its name
 * @param predictions what the network gives
 * @param labelType the type of the labels
 * @param labelShape the shape of one example's label
 */
record Task(String output, Loss loss, Output predictions, DType labelType, Shape labelShape) {
    /** The task, where labels are as a head says, or else as its loss needs them. */
    static Task of(String output, Head head, Output predictions) {
        Shape shape = predictions.shape();
        DType told = head.labelType();
        boolean areClasses = head.loss() instanceof SparseSoftmaxCrossEntropy;
        boolean isKnown = isKnown(head.loss());
        if (!shape.hasRank() || shape.rank() < 1) {
            throw new InvalidArgumentException(
                    "the output '" + output + "' gives nothing for each example: " + predictions);
        }
        Shape example = shape.slice(1, shape.rank());
        Shape needed = areClasses && example.rank() > 0
                ? example.slice(0, example.rank() - 1)
                : areClasses || !isKnown ? Shape.scalar() : example;
        DType type = told != null ? told : areClasses || !isKnown ? DType.INT32 : predictions.dtype();
        Shape given = head.labelShape();
        Shape label = given == null || (isKnown && isSingle(given) && isSingle(needed)) ? needed : given;
        if (!label.isFullyDefined()) {
            throw new InvalidArgumentException(
                    "what labels of the output '" + output + "' look like is not known: it gives " + predictions,
                    "tell it: .labels(type, dimensions of one example's label)");
        }
        return new Task(output, head.loss(), predictions, type, label);
    }

    /** Whether it is of Lamina's: one of a user's own is taken for one of classes, as long as nothing else is said. */
    private static boolean isKnown(Loss loss) {
        return loss.getClass().getPackage().equals(Loss.class.getPackage());
    }

    /** Whether it is one number, in whatever shape. */
    static boolean isSingle(Shape example) {
        return example.isFullyDefined() && example.elements() == 1;
    }

    /** The number of an example's scores, or -1 where they are not in a row. */
    private long units() {
        Shape shape = predictions.shape();
        return shape.rank() == 1 ? 1 : shape.rank() == 2 ? shape.dim(1) : -1;
    }

    /** Whether the largest of several scores is meant. */
    boolean isOfClasses() {
        return loss instanceof SparseSoftmaxCrossEntropy
                || loss instanceof SoftmaxCrossEntropy
                || endsWith(Softmax.class)
                || (!isKnown(loss) && labelType.isInteger() && isSingle(labelShape) && units() > 1);
    }

    /** Whether labels are classes rather than quantities. */
    boolean tellsClasses() {
        return isOfClasses()
                || (units() == 1 && (areLogits() || endsWith(Sigmoid.class)))
                || (labelType.isInteger() && isSingle(labelShape) && units() != 1);
    }

    /** Whether the predictions are scores that the loss makes probabilities of. */
    private boolean areLogits() {
        return loss.takesLogits() && !isProbability();
    }

    private boolean isProbability() {
        return endsWith(Sigmoid.class) || endsWith(Softmax.class);
    }

    private boolean endsWith(Class<?> op) {
        Output last = predictions;
        while (last.node().op() instanceof Identity || last.node().op() instanceof Reshape) {
            last = last.node().input(0);
        }
        return op.isInstance(last.node().op());
    }

    /** What is to be said of it, if anything: a loss of logits that is given probabilities learns little, and late. */
    @Nullable
    String notice() {
        if (!loss.takesLogits() || !isProbability()) {
            return null;
        }
        String function = endsWith(Sigmoid.class) ? "a sigmoid" : "a softmax";
        return "the output '" + output + "' ends with " + function + ", but " + loss.name()
                + " takes logits and applies "
                + (isOfClasses() && !endsWith(Softmax.class) ? "a softmax" : "its own")
                + ": it learns little so. Leave "
                + function + " out of the last layer, and apply it to what predict gives";
    }

    /** What is to be said of labels, if anything: beyond 0 and 1 the cross-entropy of a sigmoid has no least value. */
    @Nullable
    String notice(Tensor labels) {
        if (!(loss instanceof SigmoidCrossEntropy)) {
            return null;
        }
        double least = 0;
        double greatest = 1;
        for (int i = 0; i < labels.size(); i++) {
            least = Math.min(least, labels.buffer().asDouble(i));
            greatest = Math.max(greatest, labels.buffer().asDouble(i));
        }
        return least >= 0 && greatest <= 1
                ? null
                : "the labels of the output '" + output + "' are not all from 0 to 1: the first batch has "
                        + (least < 0 ? least : greatest) + ", of which " + loss.name()
                        + " has no least value. Make them 0 for no and 1 for yes, or learn quantities by"
                        + " MeanSquaredError";
    }

    /**
     * The metric that tells the share of right answers.
     *
     * @throws InvalidArgumentException if loss, labels and predictions do not say what a right answer is
     */
    NamedMetric<Fraction> accuracy() {
        long units = units();
        if (units < 1) {
            throw refused("an example's predictions are not in a row: " + predictions, "flatten them");
        }
        if (isOfClasses()) {
            if (units == 1) {
                throw refused(
                        "a softmax over one unit is always 1",
                        "give the output as many units as there are classes, or take SigmoidCrossEntropy for two of them");
            }
            boolean areNumbers = isSingle(labelShape);
            if (!areNumbers && !labelShape.equals(Shape.of(units))) {
                throw refused(
                        "labels of shape " + labelShape + " are neither numbers of classes nor one-hot rows of "
                                + units,
                        "tell labels(DType.INT32) for numbers, or labels(DType.FLOAT32, " + units + ") for rows");
            }
            return new NamedMetric<>("accuracy", Accuracy::new, Fraction::value);
        }
        if (!areLogits() && !endsWith(Sigmoid.class)) {
            throw refused(
                    loss.name() + " of an output without a sigmoid or softmax compares numbers, not classes",
                    "take a loss of classes, end the output with Activation.SIGMOID or SOFTMAX, look at"
                            + " .metric(\"mean_absolute_error\", RegressionErrors::new, Errors::meanAbsolute), or say what is"
                            + " right: .metric(\"accuracy\", () -> new Accuracy(threshold), Fraction::value)");
        }
        if (!labelShape.equals(predictions.shape().slice(1, predictions.shape().rank()))) {
            throw refused(
                    "labels of shape " + labelShape + " do not answer " + units + " questions, one for each unit",
                    units == 1
                            ? "tell labels(DType.FLOAT32, 1)"
                            : "tell labels(DType.FLOAT32, " + units
                                    + "), or take SparseSoftmaxCrossEntropy for numbers of" + " classes");
        }
        return endsWith(Sigmoid.class)
                ? new NamedMetric<>("accuracy", BinaryAccuracy::new, Fraction::value)
                : new NamedMetric<>("accuracy", () -> new BinaryAccuracy(0), Fraction::value);
    }

    private InvalidArgumentException refused(String why, String hint) {
        return new InvalidArgumentException("the accuracy of the output '" + output + "' is not defined: " + why, hint);
    }

    /**
     * Refuses a metric that would take this output's logits for probabilities.
     *
     * @throws InvalidArgumentException if it would
     */
    void requireReadable(String name, Metric<?> metric) {
        if (metric.readsProbabilities()
                && areLogits()
                && !isOfClasses()
                && (units() == 1 || metric instanceof BinaryAccuracy)) {
            throw new InvalidArgumentException(
                    "the metric '" + name + "' takes the predictions of the output '" + output
                            + "' for probabilities, but " + loss.name() + " takes logits",
                    "make the metric with the threshold 0, as new "
                            + metric.getClass().getSimpleName() + "(…, 0) does it; or take accuracy()");
        }
    }
}
