package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyRMSProp;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * RMSProp: {@code s = decay * s + (1 - decay) * gradient^2; a = momentum * a + learningRate * gradient / sqrt(s +
 * epsilon); w -= a}, where s begins at 1.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Hinton, Neural networks for
 *     machine learning, lecture 6e</a>
 */
public final class RMSProp extends Optimizer {
    private static final String RMS = "rms";
    private static final String MOMENTUM = "momentum";

    private final Hyperparameter learningRate;
    private final Hyperparameter decay;
    private final Hyperparameter momentum;
    private final Hyperparameter epsilon;

    /** With a fixed learning rate, a decay of 0.9, no momentum, and an epsilon of 1e-10. */
    public RMSProp(float learningRate) {
        this(learningRate, 0.9f, 0, 1e-10f);
    }

    /** With a fixed learning rate. */
    public RMSProp(float learningRate, float decay, float momentum, float epsilon) {
        this(Hyperparameter.rate("learning_rate", learningRate), decay, momentum, epsilon);
    }

    /** With a learning rate that every step computes. */
    public RMSProp(Operand learningRate, float decay, float momentum, float epsilon) {
        this(Hyperparameter.of("learning_rate", learningRate), decay, momentum, epsilon);
    }

    private RMSProp(Hyperparameter learningRate, float decay, float momentum, float epsilon) {
        super("RMSProp");
        this.learningRate = learningRate;
        this.decay = Hyperparameter.part("decay", decay);
        this.momentum = Hyperparameter.part("momentum", momentum);
        this.epsilon = Hyperparameter.rate("epsilon", epsilon);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        for (Variable variable : variables) {
            slots.make(variable, RMS, name(), 1);
            slots.make(variable, MOMENTUM, name(), 0);
        }
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyRMSProp.of(
                own,
                variable.ref(),
                slots.get(variable, RMS).ref(),
                slots.get(variable, MOMENTUM).ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, decay, type),
                step.tensor(own, momentum, type),
                step.tensor(own, epsilon, type),
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
        return ApplyRMSProp.sparse(
                own,
                variable.ref(),
                slots.get(variable, RMS).ref(),
                slots.get(variable, MOMENTUM).ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, decay, type),
                step.tensor(own, momentum, type),
                step.tensor(own, epsilon, type),
                rows.values(),
                rows.indices());
    }
}
