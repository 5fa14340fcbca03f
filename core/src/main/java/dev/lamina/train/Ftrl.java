package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyFtrl;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * FTRL-proximal: with the sums {@code z} of what gradients ask for and {@code n} of their squares, {@code z += gradient - (sqrt(n + gradient^2) -
 * sqrt(n)) / learningRate * w; n += gradient^2; w = (sign(z) * l1 - z) / (sqrt(n) / learningRate + 2 * l2)} where {@code |z|} is above l1, else 0. {@code n}
 * begins at 0.1.
 *
 * @see <a href="https://research.google/pubs/pub41159/">McMahan et al., Ad click prediction (2013)</a>
 */
public final class Ftrl extends Optimizer {
    private static final String ACCUM = "accum";
    private static final String LINEAR = "linear";
    private static final float INITIAL = 0.1f;

    private final Hyperparameter learningRate;
    private final Hyperparameter l1;
    private final Hyperparameter l2;
    private final Hyperparameter power;

    /** With a fixed learning rate, and without L1 and L2. */
    public Ftrl(float learningRate) {
        this(learningRate, 0, 0);
    }

    /** With a fixed learning rate. */
    public Ftrl(float learningRate, float l1, float l2) {
        this(Hyperparameter.rate("learning_rate", learningRate), l1, l2);
    }

    /** With a learning rate that every step computes. */
    public Ftrl(Operand learningRate, float l1, float l2) {
        this(Hyperparameter.of("learning_rate", learningRate), l1, l2);
    }

    private Ftrl(Hyperparameter learningRate, float l1, float l2) {
        super("Ftrl");
        this.learningRate = learningRate;
        this.l1 = Hyperparameter.rate("l1_regularization_strength", l1);
        this.l2 = Hyperparameter.rate("l2_regularization_strength", l2);
        power = new Hyperparameter("learning_rate_power", -0.5f, null);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        for (Variable variable : variables) {
            slots.make(variable, ACCUM, name(), INITIAL);
            slots.make(variable, LINEAR, name(), 0);
        }
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyFtrl.of(
                own,
                variable.ref(),
                slots.get(variable, ACCUM).ref(),
                slots.get(variable, LINEAR).ref(),
                gradient,
                step.tensor(own, learningRate, type),
                step.tensor(own, l1, type),
                step.tensor(own, l2, type),
                step.tensor(own, power, type),
                false);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        DType type = variable.dtype();
        IndexedSlices rows = slices.distinct(own);
        return ApplyFtrl.sparse(
                own,
                variable.ref(),
                slots.get(variable, ACCUM).ref(),
                slots.get(variable, LINEAR).ref(),
                rows.values(),
                rows.indices(),
                step.tensor(own, learningRate, type),
                step.tensor(own, l1, type),
                step.tensor(own, l2, type),
                step.tensor(own, power, type),
                false);
    }
}
