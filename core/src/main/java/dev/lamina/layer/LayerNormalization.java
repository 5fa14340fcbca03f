package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.SquaredDifference;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.reduce.Mean;
import dev.lamina.tensor.Shape;

/**
 * Layer normalisation: {@code gamma * (x - mean) / sqrt(variance + epsilon) + beta}, with mean and variance (the biased one) of each
 * vector along the last axis: Keras's {@code LayerNormalization}. It does the same in training and in use.
 *
 * @param name the name of its scope
 * @param epsilon what keeps the variance from 0
 * @param gamma the factors, one for each place in a vector
 * @param beta what is added, one for each place in a vector
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros, Hinton 2016</a>
 */
public record LayerNormalization(String name, float epsilon, Parameter gamma, Parameter beta) implements Layer {
    /** Checks the number. */
    public LayerNormalization {
        if (!(epsilon >= 0)) {
            throw new InvalidArgumentException("layer normalisation needs an epsilon of 0 or more, got " + epsilon);
        }
    }

    /** With Keras's epsilon of 0.001. */
    public LayerNormalization() {
        this(0.001f);
    }

    /** With another epsilon. */
    public LayerNormalization(float epsilon) {
        this("layer_normalization", epsilon, Parameter.of(Initializer.ones()), Parameter.of(Initializer.zeros()));
    }

    @Override
    public LayerNormalization named(String name) {
        return new LayerNormalization(name, epsilon, gamma, beta);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() < 2 || shape.dim(shape.rank() - 1) < 0) {
            throw new InvalidArgumentException(
                    name + " needs inputs of two axes or more, the last of a known extent, but is given " + input);
        }
        Shape features = Shape.of(shape.dim(shape.rank() - 1));
        Variable factor = gamma.variable(own, "gamma", input.dtype(), features);
        Variable offset = beta.variable(own, "beta", input.dtype(), features);
        return (scope, x, phase) -> {
            Output axis = Const.of(scope, -1);
            Output mean = Mean.of(scope, x, axis, true);
            Output variance = Mean.of(scope, SquaredDifference.of(scope, x, mean), axis, true);
            Output scale = Rsqrt.of(scope, AddV2.of(scope, variance, Const.of(scope, epsilon, x.dtype())));
            Output normal = Mul.of(scope, Sub.of(scope, x, mean), scale);
            return AddV2.of(scope, Mul.of(scope, normal, factor), offset);
        };
    }
}
