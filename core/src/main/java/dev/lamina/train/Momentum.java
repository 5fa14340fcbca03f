package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyMomentum;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Gradient descent with momentum: {@code a = momentum * a + gradient; w -= learningRate * a}, with Nesterov's form
 * {@code w -= learningRate * (gradient + momentum * a)}.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., On the importance of
 *     initialization and momentum in deep learning (ICML 2013)</a>
 */
public final class Momentum extends Optimizer {
    private static final String SLOT = "momentum";

    private final Hyperparameter learningRate;
    private final Hyperparameter momentum;
    private final boolean useNesterov;

    /** With a fixed learning rate. */
    public Momentum(float learningRate, float momentum) {
        this(learningRate, momentum, false);
    }

    /** With a fixed learning rate, and Nesterov's form if asked for. */
    public Momentum(float learningRate, float momentum, boolean useNesterov) {
        this(Hyperparameter.rate("learning_rate", learningRate), momentum, useNesterov);
    }

    /** With a learning rate that every step computes, and Nesterov's form if asked for. */
    public Momentum(Operand learningRate, float momentum, boolean useNesterov) {
        this(Hyperparameter.of("learning_rate", learningRate), momentum, useNesterov);
    }

    /** With a learning rate and a momentum that every step computes, and Nesterov's form if asked for. */
    public Momentum(Operand learningRate, Operand momentum, boolean useNesterov) {
        this(Hyperparameter.of("learning_rate", learningRate), Hyperparameter.of("momentum", momentum), useNesterov);
    }

    private Momentum(Hyperparameter learningRate, float momentum, boolean useNesterov) {
        this(learningRate, Hyperparameter.part("momentum", momentum), useNesterov);
    }

    private Momentum(Hyperparameter learningRate, Hyperparameter momentum, boolean useNesterov) {
        super("Momentum");
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.useNesterov = useNesterov;
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        variables.forEach(variable -> slots.make(variable, SLOT, name(), 0));
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyMomentum.of(
                own,
                variable.ref(),
                slots.get(variable, SLOT).ref(),
                step.tensor(own, learningRate, type),
                gradient,
                step.tensor(own, momentum, type),
                useNesterov);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        DType type = variable.dtype();
        IndexedSlices rows = slices.distinct(own);
        return ApplyMomentum.sparse(
                own,
                variable.ref(),
                slots.get(variable, SLOT).ref(),
                step.tensor(own, learningRate, type),
                rows.values(),
                rows.indices(),
                step.tensor(own, momentum, type),
                useNesterov);
    }
}
