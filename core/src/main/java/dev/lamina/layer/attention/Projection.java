package dev.lamina.layer.attention;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.array.Reshape;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A product along the last axis of a sequence, whose variables may have more axes than a matrix and a vector: heads have one. */
record Projection(Variable kernel, @Nullable Variable bias, int inputs, int outputs) {
    /**
     * Makes the variables {@code kernel}, of shape {@code in} and then {@code out}, and {@code bias}, of shape {@code out}.
     *
     * @param own the scope
     */
    static Projection of(Scope own, DType dtype, Shape in, Shape out, Parameter kernel, @Nullable Parameter bias) {
        Variable made = kernel.variable(own, "kernel", dtype, in.concat(out));
        Variable added = bias == null ? null : bias.variable(own, "bias", dtype, out);
        return new Projection(made, added, in.size(), out.size());
    }

    /** Adds the product of a sequence, [examples, steps, inputs], which becomes [examples, steps, outputs]. */
    Output apply(Scope scope, Output x) {
        Output matrix = Reshape.of(scope, kernel, inputs, outputs);
        return Extents.product(scope, x, matrix, bias == null ? null : Reshape.of(scope, bias, outputs));
    }
}
