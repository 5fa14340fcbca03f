package dev.lamina.layer.conv;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What convolutions have besides their kernels: how many filters, and what their result goes through.
 *
 * @param count the number of filters
 * @param activation what the result goes through, if anything
 * @param bias the bias, if there is one
 */
record Filters(
        int count,
        @Nullable Activation activation,
        @Nullable Parameter bias) {
    Filters {
        if (count < 1) {
            throw new InvalidArgumentException("a convolution needs 1 filter or more, got " + count);
        }
    }

    /** A bias from zeros, of a layer of which nothing else is said. */
    static Parameter zeroBias() {
        return Parameter.of(Initializer.zeros());
    }

    /** What a layer does between its kernel and its activation. */
    @FunctionalInterface
    interface Convolved {
        Output of(Scope scope, Output x);
    }

    /** Makes the bias, and the layer of what convolves. */
    BuiltLayer build(Scope own, Output input, Convolved convolved) {
        Variable b = bias == null ? null : bias.variable(own, "bias", input.dtype(), Shape.of(count));
        return (scope, x, phase) -> {
            Output product = convolved.of(scope, x);
            Output sum = b == null ? product : BiasAdd.of(scope, product, b);
            return activation == null ? sum : activation.of(scope, sum);
        };
    }
}
