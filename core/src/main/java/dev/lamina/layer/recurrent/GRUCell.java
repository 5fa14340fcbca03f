package dev.lamina.layer.recurrent;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Split;
import dev.lamina.op.array.Unpack;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a gated recurrent unit, its gates in the order z, r, h: {@code z = s(x_z + h_z)}, {@code r = s(x_r + h_r)}, {@code h = z
 * h_before + (1 - z) a(x_h + r h_h)}, where {@code x_·} are parts of {@code x kernel + bias[0]} and {@code h_·} of {@code h_before
 * recurrent_kernel + bias[1]}; s is the recurrent activation, a the activation. Without {@code resetAfter}, r multiplies the state
 * before the product, and there is one bias.
 *
 * @param units the extent of the state
 * @param activation of the candidate
 * @param recurrentActivation of the gates
 * @param kernel of shape [features, 3 units]
 * @param recurrentKernel of shape [units, 3 units]
 * @param bias of shape [2, 3 units], or [3 units] without {@code resetAfter}, if there is one
 * @param resetAfter whether the reset gate comes after the product
 */
public record GRUCell(
        int units,
        Activation activation,
        Activation recurrentActivation,
        Parameter kernel,
        Parameter recurrentKernel,
        @Nullable Parameter bias,
        boolean resetAfter)
        implements Cell {
    /** With Keras's defaults: a kernel from {@link Initializer#glorotUniform}, a recurrent one from {@link Initializer#orthogonal}. */
    public GRUCell(int units) {
        this(
                units,
                Activation.TANH,
                Activation.SIGMOID,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.orthogonal(1)),
                Parameter.of(Initializer.zeros()),
                true);
    }

    /** Checks the number of units. */
    public GRUCell {
        Gates.requireUnits(units);
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units);
    }

    @Override
    public BuiltCell build(Scope own, Output input) {
        Gates gates = Gates.of(own, input, units, 3, kernel, recurrentKernel);
        Shape shape = resetAfter ? Shape.of(2, 3L * units) : Shape.of(3L * units);
        Variable b = bias == null ? null : bias.variable(own, "bias", input.dtype(), shape);
        return new Built(this, gates, b);
    }

    private record Built(
            GRUCell cell, Gates gates, @Nullable Variable bias) implements BuiltCell {
        @Override
        public BuiltCell dropping(Output mask) {
            return new Built(cell, gates.dropping(mask), bias);
        }

        @Override
        public Output prepare(Scope scope, Output inputs) {
            return Extents.product(scope, inputs, gates.kernel(), bias(scope, 0));
        }

        private @Nullable Operand bias(Scope scope, int row) {
            if (bias == null || !cell.resetAfter) {
                return row == 0 ? bias : null;
            }
            return Unpack.of(scope, bias, 2, 0).get(row);
        }

        @Override
        public Result step(Scope scope, Output x, List<Output> states, Phase phase) {
            Output before = states.getFirst();
            Output seen = gates.seen(scope, before);
            List<Output> inputs = Split.of(scope, 1, x, 3);
            List<Output> inner = cell.resetAfter
                    ? Split.of(scope, 1, product(scope, seen, gates.recurrentKernel(), bias(scope, 1)), 3)
                    : Split.of(
                            scope,
                            1,
                            MatMul.of(scope, seen, Extents.columns(scope, gates.recurrentKernel(), 0, 2 * cell.units)),
                            2);
            Output z = cell.recurrentActivation.of(scope, AddV2.of(scope, inputs.get(0), inner.get(0)));
            Output r = cell.recurrentActivation.of(scope, AddV2.of(scope, inputs.get(1), inner.get(1)));
            Output reset = cell.resetAfter
                    ? Mul.of(scope, r, inner.get(2))
                    : MatMul.of(
                            scope,
                            Mul.of(scope, r, seen),
                            Extents.columns(scope, gates.recurrentKernel(), 2 * cell.units, cell.units));
            Output candidate = cell.activation.of(scope, AddV2.of(scope, inputs.get(2), reset));
            // z before + (1 - z) candidate
            Output h = AddV2.of(scope, candidate, Mul.of(scope, z, Sub.of(scope, before, candidate)));
            return new Result(h, List.of(h));
        }

        private static Output product(Scope scope, Output h, Operand kernel, @Nullable Operand bias) {
            Output product = MatMul.of(scope, h, kernel);
            return bias == null ? product : BiasAdd.of(scope, product, bias);
        }
    }
}
