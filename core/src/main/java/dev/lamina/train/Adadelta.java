package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyAdadelta;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Adadelta: {@code a = rho * a + (1 - rho) * gradient^2; update = sqrt(u + epsilon) / sqrt(a + epsilon) * gradient; u =
 * rho * u + (1 - rho) * update^2; w -= learningRate * update}. The paper's has a learning rate of 1.
 *
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler, ADADELTA: an adaptive learning rate method (2012)</a>
 */
public final class Adadelta extends Optimizer {
    private static final String ACCUM = "accum";
    private static final String ACCUM_UPDATE = "accum_update";

    private final Hyperparameter learningRate;
    private final Hyperparameter rho;
    private final Hyperparameter epsilon;

    /** With TensorFlow's defaults: a learning rate of 0.001, a rho of 0.95, and an epsilon of 1e-8. */
    public Adadelta() {
        this(0.001f);
    }

    /** With a fixed learning rate, a rho of 0.95, and an epsilon of 1e-8. */
    public Adadelta(float learningRate) {
        this(learningRate, 0.95f, 1e-8f);
    }

    /** With a fixed learning rate. */
    public Adadelta(float learningRate, float rho, float epsilon) {
        this(Hyperparameter.rate("lr", learningRate), rho, epsilon);
    }

    /** With a learning rate that every step computes. */
    public Adadelta(Operand learningRate, float rho, float epsilon) {
        this(Hyperparameter.of("lr", learningRate), rho, epsilon);
    }

    private Adadelta(Hyperparameter learningRate, float rho, float epsilon) {
        super("Adadelta");
        this.learningRate = learningRate;
        this.rho = Hyperparameter.part("rho", rho);
        this.epsilon = Hyperparameter.rate("epsilon", epsilon);
    }

    @Override
    void makeSlots(Scope scope, List<Variable> variables) {
        for (Variable variable : variables) {
            slots.make(variable, ACCUM, name(), 0);
            slots.make(variable, ACCUM_UPDATE, name(), 0);
        }
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        DType type = variable.dtype();
        return ApplyAdadelta.of(
                own,
                variable.ref(),
                slots.get(variable, ACCUM).ref(),
                slots.get(variable, ACCUM_UPDATE).ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, rho, type),
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
        return ApplyAdadelta.sparse(
                own,
                variable.ref(),
                slots.get(variable, ACCUM).ref(),
                slots.get(variable, ACCUM_UPDATE).ref(),
                step.tensor(own, learningRate, type),
                step.tensor(own, rho, type),
                step.tensor(own, epsilon, type),
                rows.values(),
                rows.indices());
    }
}
