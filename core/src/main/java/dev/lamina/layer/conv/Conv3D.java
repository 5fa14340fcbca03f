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
import org.jspecify.annotations.Nullable;

/**
 * A convolution of volumes, of shape [examples, planes, rows, columns, channels]: {@code activation(x ∗ kernel + bias)}.
 *
 * <p>Its variables are {@code kernel}, of shape [planes, rows, columns, channels, filters], and {@code bias}, of shape [filters].
 *
 * @param name the name of its scope
 * @param filters the number of filters, the channels of the result
 * @param window where filters lie
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 */
public record Conv3D(
        String name,
        int filters,
        FilterWindow window,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer without an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros; one size for all axes, or one for each. */
    public Conv3D(int filters, int... kernelSize) {
        this(
                "conv3d",
                filters,
                FilterWindow.of(3, kernelSize),
                null,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    /** A layer with an activation, its filters of one size along all axes. */
    public Conv3D(int filters, int kernelSize, Activation activation) {
        this(
                "conv3d",
                filters,
                FilterWindow.of(3, kernelSize),
                activation,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    @Override
    public Conv3D named(String name) {
        return new Conv3D(name, filters, window, activation, kernel, bias);
    }

    private Conv3D window(FilterWindow other) {
        return new Conv3D(name, filters, other, activation, kernel, bias);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public Conv3D strides(int... strides) {
        return window(window.strides(strides));
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public Conv3D dilation(int... dilations) {
        return window(window.dilations(dilations));
    }

    /** The same layer with filters that may lie elsewhere. */
    public Conv3D padding(Padding padding) {
        return window(window.padding(padding));
    }

    /** The same layer with an activation. */
    public Conv3D activation(Activation activation) {
        return new Conv3D(name, filters, window, activation, kernel, bias);
    }

    /** The same layer with another kernel. */
    public Conv3D kernel(Parameter kernel) {
        return new Conv3D(name, filters, window, activation, kernel, bias);
    }

    /** The same layer with another first value of the kernel. */
    public Conv3D kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with a penalty for the kernel. */
    public Conv3D kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel.regularized(regularizer));
    }

    /** The same layer with another bias. */
    public Conv3D bias(Parameter bias) {
        return new Conv3D(name, filters, window, activation, kernel, bias);
    }

    /** The same layer without a bias. */
    public Conv3D withoutBias() {
        return new Conv3D(name, filters, window, activation, kernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        long channels = window.channels(name, input);
        Variable w = kernel.variable(own, "kernel", input.dtype(), window.kernel(channels, filters));
        return new Filters(filters, activation, bias)
                .build(own, input, (scope, x) -> dev.lamina.op.conv.Conv3D.of(scope, x, w, attributes(window)));
    }

    /** The attributes of the operation. */
    static dev.lamina.op.conv.Conv3D attributes(FilterWindow window) {
        return new dev.lamina.op.conv.Conv3D(
                window.strideAttribute(), window.padding().name(), "NDHWC", window.dilationAttribute());
    }
}
