package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;

/** The number of the class of each example, from the forms that labels and predictions come in. */
final class Classes {
    /** What a prediction says whose scores hold a NaN. */
    static final long NONE = Long.MIN_VALUE;

    private Classes() {}

    /** From numbers of classes ([n] or [n, 1]; integers, bool, or whole floats), or a one-hot row each. */
    static long[] ofLabels(Tensor labels) {
        requireRows(labels, "labels");
        long[] classes = hasColumns(labels) ? largest(labels) : new long[rows(labels)];
        for (int i = 0; i < classes.length; i++) {
            if (hasColumns(labels)) {
                if (classes[i] == NONE) {
                    throw new InvalidArgumentException("the label of example " + i + " holds a NaN");
                }
            } else {
                classes[i] = whole(labels.buffer(), i);
            }
        }
        return classes;
    }

    private static long whole(Buffer labels, int i) {
        double label = labels.asDouble(i);
        if (label != Math.rint(label) || Double.isInfinite(label)) {
            throw new InvalidArgumentException("the label of example " + i + " is no class: " + label);
        }
        return labels.asLong(i);
    }

    /**
     * From scores, a column a class (the largest wins, the first of several); from one score of class 1 against 0 (floats of
     * [n] or [n, 1], beyond the threshold); or from numbers of classes (integers or bool).
     */
    static long[] ofPredictions(Tensor predictions, Threshold threshold) {
        requireRows(predictions, "predictions");
        if (hasColumns(predictions)) {
            return largest(predictions);
        }
        long[] classes = new long[rows(predictions)];
        boolean areScores = predictions.dtype().isFloating();
        for (int i = 0; i < classes.length; i++) {
            classes[i] = areScores
                    ? threshold.decide(predictions.buffer().asDouble(i), i)
                    : predictions.buffer().asLong(i);
        }
        return classes;
    }

    private static long[] largest(Tensor scores) {
        int columns = Math.toIntExact(scores.shape().dim(1));
        long[] classes = new long[rows(scores)];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = largest(scores.buffer(), row * columns, columns);
        }
        return classes;
    }

    private static long largest(Buffer scores, int from, int columns) {
        int best = 0;
        for (int column = 0; column < columns; column++) {
            double score = scores.asDouble(from + column);
            if (Double.isNaN(score)) {
                return NONE;
            }
            if (score > scores.asDouble(from + best)) {
                best = column;
            }
        }
        return best;
    }

    static boolean hasColumns(Tensor t) {
        return t.shape().rank() == 2 && t.shape().dim(1) != 1;
    }

    static int rows(Tensor t) {
        return Math.toIntExact(t.shape().dim(0));
    }

    static void requireRows(Tensor t, String what) {
        int rank = t.shape().rank();
        if (rank < 1 || rank > 2 || (rank == 2 && t.shape().dim(1) == 0)) {
            throw new InvalidArgumentException(
                    what + " must be of shape [examples] or [examples, classes], got " + t.shape());
        }
        if (t.dtype() == DType.STRING || t.dtype().isOpaque()) {
            throw new InvalidArgumentException(what + " must be numbers, got " + t.dtype());
        }
    }

    static void requireSameRows(int predictions, int labels) {
        if (predictions != labels) {
            throw new InvalidArgumentException(predictions + " predictions do not go with " + labels + " labels");
        }
    }
}
