package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;

/**
 * {@link Adam} that leaves the rows of a table that a step did not read as they are, as TensorFlow 1's {@code
 * tf.contrib.opt.LazyAdamOptimizer}: neither they nor their moments move. So a step takes no longer where a table is larger.
 *
 * <p>Variables of which rows are gathered, and nothing else is used, are such tables; all others are updated as by {@link Adam}.
 */
public final class LazyAdam extends Adam {
    /** With a learning rate of 0.001, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public LazyAdam() {
        super();
    }

    /** With a fixed learning rate, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public LazyAdam(float learningRate) {
        super(learningRate);
    }

    /** With a fixed learning rate. */
    public LazyAdam(float learningRate, float beta1, float beta2, float epsilon) {
        super(learningRate, beta1, beta2, epsilon);
    }

    /** With a learning rate that every step computes. */
    public LazyAdam(Operand learningRate, float beta1, float beta2, float epsilon) {
        super(learningRate, beta1, beta2, epsilon);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        return rows(step, own, variable, slices.distinct(own));
    }
}
