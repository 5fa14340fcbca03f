package dev.lamina.layer.conv;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Regularizer;
import dev.lamina.op.Padding;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Squeeze;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of sequences, of shape [examples, steps, channels]: {@code activation(x ∗ kernel + bias)}.
 *
 * <p>Its variables are {@code kernel}, of shape [size, channels / groups, filters], and {@code bias}, of shape [filters].
 *
 * @param name the name of its scope
 * @param filters the number of filters, the channels of the result
 * @param window where filters lie
 * @param groups into how many groups the channels fall, each with filters of its own
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 */
public record Conv1D(
        String name,
        int filters,
        FilterWindow window,
        int groups,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer without an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros; one size for all axes, or one for each. */
    public Conv1D(int filters, int... kernelSize) {
        this(
                "conv1d",
                filters,
                FilterWindow.of(1, kernelSize),
                1,
                null,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    /** A layer with an activation, its filters of one size along all axes. */
    public Conv1D(int filters, int kernelSize, Activation activation) {
        this(
                "conv1d",
                filters,
                FilterWindow.of(1, kernelSize),
                1,
                activation,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    @Override
    public Conv1D named(String name) {
        return new Conv1D(name, filters, window, groups, activation, kernel, bias);
    }

    private Conv1D window(FilterWindow other) {
        return new Conv1D(name, filters, other, groups, activation, kernel, bias);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public Conv1D strides(int... strides) {
        return window(window.strides(strides));
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public Conv1D dilation(int... dilations) {
        return window(window.dilations(dilations));
    }

    /** The same layer with filters that may lie elsewhere. */
    public Conv1D padding(Padding padding) {
        return window(window.padding(padding));
    }

    /** The same layer with channels that fall into so many groups, each with filters of its own. */
    public Conv1D groups(int groups) {
        return new Conv1D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with an activation. */
    public Conv1D activation(Activation activation) {
        return new Conv1D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with another kernel. */
    public Conv1D kernel(Parameter kernel) {
        return new Conv1D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with another first value of the kernel. */
    public Conv1D kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with a penalty for the kernel. */
    public Conv1D kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel.regularized(regularizer));
    }

    /** The same layer with another bias. */
    public Conv1D bias(Parameter bias) {
        return new Conv1D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer without a bias. */
    public Conv1D withoutBias() {
        return new Conv1D(name, filters, window, groups, activation, kernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        long channels = window.channels(name, input);
        if (groups < 1 || channels % groups != 0 || filters % groups != 0) {
            throw new InvalidArgumentException(name + " has " + groups + " groups, which must divide its " + channels
                    + " channels and " + filters + " filters");
        }
        Variable w = kernel.variable(own, "kernel", input.dtype(), window.kernel(channels / groups, filters));
        dev.lamina.op.conv.Conv2D attributes = Conv2D.attributes(window.asImage());
        return new Filters(filters, activation, bias).build(own, input, (scope, x) -> {
            Output image = ExpandDims.of(scope, x, 2);
            Output columns = ExpandDims.of(scope, w, 1);
            return Squeeze.of(scope, dev.lamina.op.conv.Conv2D.of(scope, image, columns, attributes), 2);
        });
    }
}
