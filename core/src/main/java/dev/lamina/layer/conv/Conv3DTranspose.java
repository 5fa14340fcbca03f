package dev.lamina.layer.conv;

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
import dev.lamina.op.conv.Conv3DBackpropInputV2;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution of volumes, of shape [examples, planes, rows, columns, channels], which makes them larger by the strides: {@code activation(x ∗ kernel + bias)}.
 *
 * <p>Its variables are {@code kernel}, of shape [planes, rows, columns, filters, channels], and {@code bias}, of shape [filters].
 *
 * @param name the name of its scope
 * @param filters the number of filters, the channels of the result
 * @param window where filters lie
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 */
public record Conv3DTranspose(
        String name,
        int filters,
        FilterWindow window,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer without an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros; one size for all axes, or one for each. */
    public Conv3DTranspose(int filters, int... kernelSize) {
        this(
                "conv3d_transpose",
                filters,
                FilterWindow.of(3, kernelSize),
                null,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    /** A layer with an activation, its filters of one size along all axes. */
    public Conv3DTranspose(int filters, int kernelSize, Activation activation) {
        this(
                "conv3d_transpose",
                filters,
                FilterWindow.of(3, kernelSize),
                activation,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    @Override
    public Conv3DTranspose named(String name) {
        return new Conv3DTranspose(name, filters, window, activation, kernel, bias);
    }

    private Conv3DTranspose window(FilterWindow other) {
        return new Conv3DTranspose(name, filters, other, activation, kernel, bias);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public Conv3DTranspose strides(int... strides) {
        return window(window.strides(strides));
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public Conv3DTranspose dilation(int... dilations) {
        return window(window.dilations(dilations));
    }

    /** The same layer with filters that may lie elsewhere. */
    public Conv3DTranspose padding(Padding padding) {
        return window(window.padding(padding));
    }

    /** The same layer with an activation. */
    public Conv3DTranspose activation(Activation activation) {
        return new Conv3DTranspose(name, filters, window, activation, kernel, bias);
    }

    /** The same layer with another kernel. */
    public Conv3DTranspose kernel(Parameter kernel) {
        return new Conv3DTranspose(name, filters, window, activation, kernel, bias);
    }

    /** The same layer with another first value of the kernel. */
    public Conv3DTranspose kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with a penalty for the kernel. */
    public Conv3DTranspose kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel.regularized(regularizer));
    }

    /** The same layer with another bias. */
    public Conv3DTranspose bias(Parameter bias) {
        return new Conv3DTranspose(name, filters, window, activation, kernel, bias);
    }

    /** The same layer without a bias. */
    public Conv3DTranspose withoutBias() {
        return new Conv3DTranspose(name, filters, window, activation, kernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Filters result = new Filters(filters, activation, bias);
        long channels = window.channels(name, input);
        Transposed shape = Transposed.of(name, window, input, filters);
        Variable w = kernel.variable(own, "kernel", input.dtype(), window.kernel(filters, channels));
        return result.build(own, input, (scope, x) -> {
            Output y = Conv3DBackpropInputV2.of(scope, shape.sizes(scope, x), w, x, Conv3D.attributes(window));
            return shape.known(scope, y);
        });
    }
}
