package dev.lamina.model;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.ArgMax;
import dev.lamina.op.Cast;
import dev.lamina.op.Equal;
import dev.lamina.op.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Something to know of predictions beside the loss: operations for a batch, and what gathers their results over batches. */
public interface Metric {
    /** Its name, under which results have it: {@code accuracy}. */
    String name();

    /** Adds what is computed for each batch. */
    List<Output> batch(Scope scope, Operand labels, Operand predictions);

    /** Begins to gather. */
    Gathered gather();

    /** What has been seen so far. */
    interface Gathered {
        /**
         * Takes in a batch.
         *
         * @param values those of what {@link Metric#batch} added
         * @param size the number of examples
         */
        void add(List<Tensor> values, int size);

        /** The metric of all batches so far. */
        double value();
    }

    /** A metric that is a mean over examples, such as an error. */
    @FunctionalInterface
    interface SumOverBatch {
        /** Adds its sum over the examples of a batch: a single number. */
        Output of(Scope scope, Operand labels, Operand predictions);
    }

    /** The mean over all examples of something that operations sum over a batch's. */
    static Metric mean(String name, SumOverBatch sum) {
        return new MeanMetric(name, sum);
    }

    /**
     * The share of the examples whose class has the greatest prediction, from 0 to 1; the first of equal ones counts.
     * Labels are class numbers, int32 or int64 of shape [examples], or distributions of shape [examples, classes].
     */
    static Metric accuracy() {
        return mean("accuracy", (scope, labels, predictions) -> {
            Output given = labels.asOutput();
            Output right = given.shape().rank() == 2
                    ? ArgMax.of(scope.named("right"), given, 1)
                    : given.dtype() == DType.INT64 ? given : Cast.of(scope, given, DType.INT64);
            Output isRight = Equal.of(scope, ArgMax.of(scope.named("predicted"), predictions, 1), right);
            return Sum.of(scope, Cast.of(scope, isRight, DType.INT32), 0);
        });
    }
}
