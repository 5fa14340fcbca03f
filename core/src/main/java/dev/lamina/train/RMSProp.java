package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyCenteredRMSProp;
import dev.lamina.op.train.ApplyRMSProp;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * RMSProp: {@code s = decay * s + (1 - decay) * gradient^2; a = momentum * a + learningRate * gradient / sqrt(s +
 * epsilon); w -= a}, where s begins at 1. The centered form also has {@code g = decay * g + (1 - decay) * gradient}, and {@code s - g^2} in place of s
 * under the root: the gradients' variance.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Hinton, Neural networks for
 *     machine learning, lecture 6e</a>
 */
public final class RMSProp extends Optimizer {
    private static final String RMS = "rms";
    private static final String MOMENTUM = "momentum";
    private static final String MEAN = "mg";

    private final Hyperparameter learningRate;
    private final Hyperparameter decay;
    private final Hyperparameter momentum;
    private final Hyperparameter epsilon;
    private final boolean isCentered;

    /** With a fixed learning rate, a decay of 0.9, no momentum, and an epsilon of 1e-10. */
    public RMSProp(float learningRate) {
        this(learningRate, 0.9f, 0, 1e-10f);
    }

    /** With a fixed learning rate. */
    public RMSProp(float learningRate, float decay, float momentum, float epsilon) {
        this(learningRate, decay, momentum, epsilon, false);
    }

    /** With a fixed learning rate, and the centered form if asked for. */
    public RMSProp(float learningRate, float decay, float momentum, float epsilon, boolean isCentered) {
        this(Hyperparameter.rate("learning_rate", learningRate), decay, momentum, epsilon, isCentered);
    }

    /** With a learning rate that every step computes. */
    public RMSProp(Operand learningRate, float decay, float momentum, float epsilon) {
        this(learningRate, decay, momentum, epsilon, false);
    }

    /** With a learning rate that every step computes, and the centered form if asked for. */
    public RMSProp(Operand learningRate, float decay, float momentum, float epsilon, boolean isCentered) {
        this(Hyperparameter.of("learning_rate", learningRate), decay, momentum, epsilon, isCentered);
    }

    private RMSProp(Hyperparameter learningRate, float decay, float momentum, float epsilon, boolean isCentered) {
        super("RMSProp");
        this.learningRate = learningRate;
        this.decay = Hyperparameter.part("decay", decay);
        this.momentum = Hyperparameter.part("momentum", momentum);
        this.epsilon = Hyperparameter.rate("epsilon", epsilon);
        this.isCentered = isCentered;
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        for (Variable variable : variables) {
            slots.make(variable, RMS, name(), 1);
            if (isCentered) {
                slots.make(variable, MEAN, name(), 0);
            }
            slots.make(variable, MOMENTUM, name(), 0);
        }
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        if (isCentered) {
            return ApplyCenteredRMSProp.of(
                    own,
                    variable.ref(),
                    slots.get(variable, MEAN).ref(),
                    slots.get(variable, RMS).ref(),
                    slots.get(variable, MOMENTUM).ref(),
                    step.tensor(own, learningRate, type),
                    step.tensor(own, decay, type),
                    step.tensor(own, momentum, type),
                    step.tensor(own, epsilon, type),
                    gradient);
        }
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
        if (isCentered) {
            return ApplyCenteredRMSProp.sparse(
                    own,
                    variable.ref(),
                    slots.get(variable, MEAN).ref(),
                    slots.get(variable, RMS).ref(),
                    slots.get(variable, MOMENTUM).ref(),
                    step.tensor(own, learningRate, type),
                    step.tensor(own, decay, type),
                    step.tensor(own, momentum, type),
                    step.tensor(own, epsilon, type),
                    rows.values(),
                    rows.indices());
        }
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
