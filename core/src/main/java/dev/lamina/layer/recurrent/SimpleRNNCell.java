package dev.lamina.layer.recurrent;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected step: {@code h = activation(x kernel + h_before recurrent_kernel + bias)}.
 *
 * @param units the extent of the state, which is also what it gives
 * @param activation what its result goes through
 * @param kernel of shape [features, units]
 * @param recurrentKernel of shape [units, units]
 * @param bias of shape [units], if there is one
 */
public record SimpleRNNCell(
        int units,
        Activation activation,
        Parameter kernel,
        Parameter recurrentKernel,
        @Nullable Parameter bias) implements Cell {
    /** With the hyperbolic tangent, a kernel from {@link Initializer#glorotUniform}, a recurrent one from {@link Initializer#orthogonal}. */
    public SimpleRNNCell(int units) {
        this(
                units,
                Activation.TANH,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.orthogonal(1)),
                Parameter.of(Initializer.zeros()));
    }

    /** Checks the number of units. */
    public SimpleRNNCell {
        Gates.requireUnits(units);
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units);
    }

    @Override
    public BuiltCell build(Scope own, Output input) {
        Gates gates = Gates.of(own, input, units, 1, kernel, recurrentKernel);
        Variable b = bias == null ? null : bias.variable(own, "bias", input.dtype(), Shape.of(units));
        return new Built(activation, gates, b);
    }

    private record Built(
            Activation activation, Gates gates, @Nullable Variable bias) implements BuiltCell {
        @Override
        public BuiltCell dropping(Output mask) {
            return new Built(activation, gates.dropping(mask), bias);
        }

        @Override
        public Output prepare(Scope scope, Output inputs) {
            return Extents.product(scope, inputs, gates.kernel(), bias);
        }

        @Override
        public Result step(Scope scope, Output x, List<Output> states, Phase phase) {
            Output before = MatMul.of(scope, gates.seen(scope, states.getFirst()), gates.recurrentKernel());
            Output h = activation.of(scope, AddV2.of(scope, x, before));
            return new Result(h, List.of(h));
        }
    }
}
