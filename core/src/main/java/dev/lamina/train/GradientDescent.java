package dev.lamina.train;

import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.scatter.ScatterSub;
import dev.lamina.op.train.ApplyGradientDescent;

/** Gradient descent: {@code w -= learningRate * gradient}. */
public final class GradientDescent extends Optimizer {
    private final Hyperparameter learningRate;

    /** With a fixed learning rate. */
    public GradientDescent(float learningRate) {
        this(Hyperparameter.rate("learning_rate", learningRate));
    }

    /** With a learning rate that every step computes. */
    public GradientDescent(Operand learningRate) {
        this(Hyperparameter.of("learning_rate", learningRate));
    }

    private GradientDescent(Hyperparameter learningRate) {
        super("GradientDescent");
        this.learningRate = learningRate;
    }

    @Override
    Node update(Step step, Scope own, Variable variable, Output gradient) {
        return ApplyGradientDescent.of(own, variable.ref(), step.tensor(own, learningRate, variable.dtype()), gradient);
    }

    @Override
    boolean updatesRows() {
        return true;
    }

    @Override
    Node updateRows(Step step, Scope own, Variable variable, IndexedSlices slices) {
        Output rate = step.tensor(own, learningRate, variable.dtype());
        return ScatterSub.of(own, variable.ref(), slices.indices(), Mul.of(own, slices.values(), rate));
    }
}
