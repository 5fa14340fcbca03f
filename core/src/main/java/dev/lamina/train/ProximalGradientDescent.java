package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyProximalGradientDescent;
import dev.lamina.tensor.DType;

/**
 * Gradient descent with a proximal step for L1 and L2: {@code v = w - learningRate * gradient; w = sign(v) * max(|v| - learningRate * l1, 0)
 * / (1 + learningRate * l2)}.
 *
 * @see <a href="https://papers.nips.cc/paper/3793">Duchi, Singer, Efficient learning using forward-backward splitting (2009)</a>
 */
public final class ProximalGradientDescent extends Optimizer {
    private final Hyperparameter learningRate;
    private final Hyperparameter l1;
    private final Hyperparameter l2;

    /** With a fixed learning rate, and without L1 and L2. */
    public ProximalGradientDescent(float learningRate) {
        this(learningRate, 0, 0);
    }

    /** With a fixed learning rate. */
    public ProximalGradientDescent(float learningRate, float l1, float l2) {
        this(Hyperparameter.rate("learning_rate", learningRate), l1, l2);
    }

    /** With a learning rate that every step computes. */
    public ProximalGradientDescent(Operand learningRate, float l1, float l2) {
        this(Hyperparameter.of("learning_rate", learningRate), l1, l2);
    }

    private ProximalGradientDescent(Hyperparameter learningRate, float l1, float l2) {
        super("ProximalGradientDescent");
        this.learningRate = learningRate;
        this.l1 = Hyperparameter.rate("l1_regularization_strength", l1);
        this.l2 = Hyperparameter.rate("l2_regularization_strength", l2);
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyProximalGradientDescent.of(
                own,
                variable.ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, l1, type),
                step.tensor(own, l2, type),
                gradient);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        DType type = variable.dtype();
        IndexedSlices rows = slices.distinct(own);
        return ApplyProximalGradientDescent.sparse(
                own,
                variable.ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, l1, type),
                step.tensor(own, l2, type),
                rows.values(),
                rows.indices());
    }
}
