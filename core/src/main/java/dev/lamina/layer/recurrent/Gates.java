package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Parameter;
import dev.lamina.tensor.Shape;

/** The weights of gates that lie side by side: {@code kernel}, [features, gates units], and {@code recurrent_kernel}, [units, gates units]. */
record Gates(Variable kernel, Variable recurrentKernel) {
    static Gates of(Scope own, Output input, int units, int gates, Parameter kernel, Parameter recurrent) {
        long wide = (long) gates * units;
        return new Gates(
                kernel.variable(
                        own, "kernel", input.dtype(), Shape.of(input.shape().dim(2), wide)),
                recurrent.variable(own, "recurrent_kernel", input.dtype(), Shape.of(units, wide)));
    }

    static void requireUnits(int units) {
        if (units < 1) {
            throw new InvalidArgumentException("a recurrent cell needs 1 unit or more, got " + units);
        }
    }
}
