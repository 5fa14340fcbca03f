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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Split;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.rnn.BlockLSTMV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a long short-term memory: {@code [i, f, c, o] = x kernel + h recurrent_kernel + bias}; {@code c = r(f) c_before + r(i)
 * a(c)}; {@code h = r(o) a(c)}, with a the activation and r the recurrent one. Its states are h and c.
 *
 * <p>With the hyperbolic tangent and the logistic function, in float32, without a mask and without recurrent dropout, a whole sequence is one operation, {@link
 * BlockLSTMV2}.
 *
 * @param units the extent of a state
 * @param activation of the candidate and of the state
 * @param recurrentActivation of the gates
 * @param kernel of shape [features, 4 units]
 * @param recurrentKernel of shape [units, 4 units]
 * @param bias of shape [4 units], if there is one
 * @param unitForgetBias whether the bias of the forget gate begins with ones, whatever its initializer
 */
public record LSTMCell(
        int units,
        Activation activation,
        Activation recurrentActivation,
        Parameter kernel,
        Parameter recurrentKernel,
        @Nullable Parameter bias,
        boolean unitForgetBias)
        implements Cell {
    /** With Keras's defaults: a kernel from {@link Initializer#glorotUniform}, a recurrent one from {@link Initializer#orthogonal}. */
    public LSTMCell(int units) {
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
    public LSTMCell {
        Gates.requireUnits(units);
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units, units);
    }

    @Override
    public BuiltCell build(Scope own, Output input) {
        Gates gates = Gates.of(own, input, units, 4, kernel, recurrentKernel);
        return new Built(this, gates, bias(own, input.dtype()));
    }

    private @Nullable Variable bias(Scope own, DType dtype) {
        if (bias == null) {
            return null;
        }
        Initializer given = bias.initializer();
        Parameter made = unitForgetBias
                ? bias.initialized((scope, type, shape) -> ConcatV2.of(
                        scope,
                        List.of(
                                given.of(scope, type, Shape.of(units)),
                                Initializer.ones().of(scope, type, Shape.of(units)),
                                given.of(scope, type, Shape.of(2L * units))),
                        0))
                : bias;
        return made.variable(own, "bias", dtype, Shape.of(4L * units));
    }

    private record Built(
            LSTMCell cell, Gates gates, @Nullable Variable bias) implements BuiltCell {
        @Override
        public BuiltCell dropping(Output mask) {
            return new Built(cell, gates.dropping(mask), bias);
        }

        @Override
        public Output prepare(Scope scope, Output inputs) {
            return Extents.product(scope, inputs, gates.kernel(), bias);
        }

        @Override
        public Result step(Scope scope, Output x, List<Output> states, Phase phase) {
            Output before = MatMul.of(scope, gates.seen(scope, states.getFirst()), gates.recurrentKernel());
            List<Output> parts = Split.of(scope, 1, AddV2.of(scope, x, before), 4);
            Output input = cell.recurrentActivation.of(scope, parts.get(0));
            Output forget = cell.recurrentActivation.of(scope, parts.get(1));
            Output candidate = cell.activation.of(scope, parts.get(2));
            Output output = cell.recurrentActivation.of(scope, parts.get(3));
            Output c = AddV2.of(scope, Mul.of(scope, forget, states.get(1)), Mul.of(scope, input, candidate));
            Output h = Mul.of(scope, output, cell.activation.of(scope, c));
            return new Result(h, List.of(h, c));
        }

        @Override
        public @Nullable Result sequence(Scope scope, Output inputs, List<Output> states) {
            boolean fits = gates.mask() == null
                    && inputs.dtype() == DType.FLOAT32
                    && cell.activation.equals(Activation.TANH)
                    && cell.recurrentActivation.equals(Activation.SIGMOID);
            if (!fits) {
                return null;
            }
            Output w = ConcatV2.of(scope, List.of(gates.kernel(), gates.recurrentKernel()), 0);
            Output none = zeros(scope, cell.units);
            List<Output> all = BlockLSTMV2.of(
                    scope,
                    Cast.of(scope, Extents.count(scope, inputs, 0), DType.INT64),
                    inputs,
                    states.get(1),
                    states.get(0),
                    w,
                    none,
                    none,
                    none,
                    bias == null ? zeros(scope, 4 * cell.units) : bias,
                    0,
                    false);
            Output h = all.get(6);
            return new Result(h, List.of(Extents.last(scope, h), Extents.last(scope, all.get(1))));
        }

        private static Output zeros(Scope scope, int units) {
            return Fill.of(scope, Const.dims(scope, units), Const.of(scope, 0f));
        }
    }
}
