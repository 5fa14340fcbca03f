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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images, of shape [examples, rows, columns, channels]: {@code activation(x ∗ kernel + bias)}.
 *
 * <p>Its variables are {@code kernel}, of shape [rows, columns, channels / groups, filters], and {@code bias}, of shape [filters].
 *
 * @param name the name of its scope
 * @param filters the number of filters, the channels of the result
 * @param window where filters lie
 * @param groups into how many groups the channels fall, each with filters of its own
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 */
public record Conv2D(
        String name,
        int filters,
        FilterWindow window,
        int groups,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer without an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros; one size for all axes, or one for each. */
    public Conv2D(int filters, int... kernelSize) {
        this(
                "conv2d",
                filters,
                FilterWindow.of(2, kernelSize),
                1,
                null,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    /** A layer with an activation, its filters of one size along all axes. */
    public Conv2D(int filters, int kernelSize, Activation activation) {
        this(
                "conv2d",
                filters,
                FilterWindow.of(2, kernelSize),
                1,
                activation,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    @Override
    public Conv2D named(String name) {
        return new Conv2D(name, filters, window, groups, activation, kernel, bias);
    }

    private Conv2D window(FilterWindow other) {
        return new Conv2D(name, filters, other, groups, activation, kernel, bias);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public Conv2D strides(int... strides) {
        return window(window.strides(strides));
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public Conv2D dilation(int... dilations) {
        return window(window.dilations(dilations));
    }

    /** The same layer with filters that may lie elsewhere. */
    public Conv2D padding(Padding padding) {
        return window(window.padding(padding));
    }

    /** The same layer with channels that fall into so many groups, each with filters of its own. */
    public Conv2D groups(int groups) {
        return new Conv2D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with an activation. */
    public Conv2D activation(Activation activation) {
        return new Conv2D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with another kernel. */
    public Conv2D kernel(Parameter kernel) {
        return new Conv2D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer with another first value of the kernel. */
    public Conv2D kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with a penalty for the kernel. */
    public Conv2D kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel.regularized(regularizer));
    }

    /** The same layer with another bias. */
    public Conv2D bias(Parameter bias) {
        return new Conv2D(name, filters, window, groups, activation, kernel, bias);
    }

    /** The same layer without a bias. */
    public Conv2D withoutBias() {
        return new Conv2D(name, filters, window, groups, activation, kernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        long channels = window.channels(name, input);
        if (groups < 1 || channels % groups != 0 || filters % groups != 0) {
            throw new InvalidArgumentException(name + " has " + groups + " groups, which must divide its " + channels
                    + " channels and " + filters + " filters");
        }
        Variable w = kernel.variable(own, "kernel", input.dtype(), window.kernel(channels / groups, filters));
        return new Filters(filters, activation, bias)
                .build(own, input, (scope, x) -> dev.lamina.op.conv.Conv2D.of(scope, x, w, attributes(window)));
    }

    /** The attributes of the operation. */
    static dev.lamina.op.conv.Conv2D attributes(FilterWindow window) {
        return new dev.lamina.op.conv.Conv2D(
                window.strideAttribute(), true, window.padding().name(), List.of(), "NHWC", window.dilationAttribute());
    }
}
