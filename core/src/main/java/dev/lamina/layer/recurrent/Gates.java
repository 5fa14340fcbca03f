package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Parameter;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The weights of gates that lie side by side.
 *
 * @param kernel of shape [features, gates units]
 * @param recurrentKernel of shape [units, gates units]
 * @param mask what the state is multiplied by before it goes into a product, if it is: recurrent dropout
 */
record Gates(
        Variable kernel, Variable recurrentKernel, @Nullable Output mask) {
    static Gates of(Scope own, Output input, int units, int gates, Parameter kernel, Parameter recurrent) {
        long wide = (long) gates * units;
        return new Gates(
                kernel.variable(
                        own, "kernel", input.dtype(), Shape.of(input.shape().dim(2), wide)),
                recurrent.variable(own, "recurrent_kernel", input.dtype(), Shape.of(units, wide)),
                null);
    }

    /** The same with recurrent dropout. */
    Gates dropping(Output mask) {
        return new Gates(kernel, recurrentKernel, mask);
    }

    /** What products see of a state. */
    Output seen(Scope scope, Output state) {
        return mask == null ? state : Mul.of(scope, state, mask);
    }

    static void requireUnits(int units) {
        if (units < 1) {
            throw new InvalidArgumentException("a recurrent cell needs 1 unit or more, got " + units);
        }
    }
}
