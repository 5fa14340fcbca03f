package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.math.Neg;
import dev.lamina.op.nn.Relu;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The parametric rectifier: x above 0, {@code alpha · x} below, where the factors are learned.
 *
 * <p>Its variable is {@code alpha}, of the shape of an example, with extent 1 along the axes that share a factor.
 *
 * @param name the name of its scope
 * @param alpha the factors
 * @param sharedAxes the axes along which there is one factor, counted from 1 as axis 0 is that of the examples
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015</a>
 */
public record PReLU(String name, Parameter alpha, List<Integer> sharedAxes) implements Layer {
    /** A factor for each place, 0 at first. */
    public PReLU() {
        this("p_re_lu", Parameter.of(Initializer.zeros()), List.of());
    }

    @Override
    public PReLU named(String name) {
        return new PReLU(name, alpha, sharedAxes);
    }

    /** The same layer with other factors. */
    public PReLU alpha(Parameter alpha) {
        return new PReLU(name, alpha, sharedAxes);
    }

    /** The same layer with one factor along these axes: 1 and 2 for one of each channel of images. */
    public PReLU sharedAxes(Integer... axes) {
        return new PReLU(name, alpha, List.of(axes));
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() < 2) {
            throw new InvalidArgumentException(name + " needs inputs of two axes or more, but is given " + input);
        }
        Shape example = input.shape().slice(1, input.shape().rank());
        for (int axis : sharedAxes) {
            if (axis < 1 || axis > example.rank()) {
                throw new InvalidArgumentException(
                        name + " can share axes 1 to " + example.rank() + " of " + input + ", not " + axis);
            }
            example = example.with(axis - 1, 1);
        }
        if (!example.isFullyDefined()) {
            throw new InvalidArgumentException(
                    name + " needs examples of a known shape, but for the axes it shares: it is given " + input);
        }
        Variable factors = alpha.variable(own, "alpha", input.dtype(), example);
        return (scope, x, phase) ->
                Sub.of(scope, Relu.of(scope, x), Mul.of(scope, factors, Relu.of(scope, Neg.of(scope, x))));
    }
}
