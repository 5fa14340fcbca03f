package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyAdagrad;
import dev.lamina.tensor.DType;
import dev.lamina.train.range.Range;
import java.util.List;

/**
 * Adagrad: {@code a += gradient^2; w -= learningRate * gradient / sqrt(a)}.
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive subgradient methods for online
 *     learning and stochastic optimization (JMLR 12, 2011)</a>
 */
public final class Adagrad extends Optimizer {
    private static final String SLOT = "accumulator";
    private static final float INITIAL = 0.1f;

    private final Hyperparameter learningRate;
    private final float initialAccumulator;

    /** With a fixed learning rate, and accumulators that begin at 0.1. */
    public Adagrad(float learningRate) {
        this(learningRate, INITIAL);
    }

    /**
     * With a fixed learning rate.
     *
     * @param initialAccumulator what the accumulators begin at, more than 0
     */
    public Adagrad(float learningRate, float initialAccumulator) {
        this(Hyperparameter.rate("learning_rate", learningRate), initialAccumulator);
    }

    /**
     * With a learning rate that every step computes.
     *
     * @param initialAccumulator what the accumulators begin at, more than 0
     */
    public Adagrad(Operand learningRate, float initialAccumulator) {
        this(Hyperparameter.of("learning_rate", learningRate), initialAccumulator);
    }

    private Adagrad(Hyperparameter learningRate, float initialAccumulator) {
        super("Adagrad");
        this.learningRate = learningRate;
        this.initialAccumulator = Range.POSITIVE.require("initial_accumulator_value", initialAccumulator);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        variables.forEach(variable -> slots.make(variable, SLOT, name(), initialAccumulator));
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        return ApplyAdagrad.of(
                own,
                variable.ref(),
                slots.get(variable, SLOT).ref(),
                step.tensor(own, learningRate, variable.dtype()),
                gradient,
                true);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        DType type = variable.dtype();
        IndexedSlices rows = slices.distinct(own);
        return ApplyAdagrad.sparse(
                own,
                variable.ref(),
                slots.get(variable, SLOT).ref(),
                step.tensor(own, learningRate, type),
                rows.values(),
                rows.indices(),
                true);
    }
}
