package dev.lamina.layer.conv;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.op.Padding;
import dev.lamina.op.conv.DepthwiseConv2dNative;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of each channel of images, of shape [examples, rows, columns, channels], with filters of its own.
 *
 * <p>Its variables are {@code depthwise_kernel}, of shape [rows, columns, channels, depth multiplier], and {@code bias}, of shape [channels · depth
 * multiplier].
 *
 * @param name the name of its scope
 * @param depthMultiplier the number of filters of each channel
 * @param window where filters lie
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 */
public record DepthwiseConv2D(
        String name,
        int depthMultiplier,
        FilterWindow window,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer of one filter for each channel, without an activation; one size for all axes, or one for each. */
    public DepthwiseConv2D(int... kernelSize) {
        this(
                "depthwise_conv2d",
                1,
                FilterWindow.of(2, kernelSize),
                null,
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    @Override
    public DepthwiseConv2D named(String name) {
        return new DepthwiseConv2D(name, depthMultiplier, window, activation, kernel, bias);
    }

    private DepthwiseConv2D window(FilterWindow other) {
        return new DepthwiseConv2D(name, depthMultiplier, other, activation, kernel, bias);
    }

    /** The same layer with so many filters for each channel. */
    public DepthwiseConv2D depthMultiplier(int count) {
        return new DepthwiseConv2D(name, count, window, activation, kernel, bias);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public DepthwiseConv2D strides(int... strides) {
        return window(window.strides(strides));
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public DepthwiseConv2D dilation(int... dilations) {
        return window(window.dilations(dilations));
    }

    /** The same layer with filters that may lie elsewhere. */
    public DepthwiseConv2D padding(Padding padding) {
        return window(window.padding(padding));
    }

    /** The same layer with an activation. */
    public DepthwiseConv2D activation(Activation activation) {
        return new DepthwiseConv2D(name, depthMultiplier, window, activation, kernel, bias);
    }

    /** The same layer with another kernel. */
    public DepthwiseConv2D kernel(Parameter kernel) {
        return new DepthwiseConv2D(name, depthMultiplier, window, activation, kernel, bias);
    }

    /** The same layer with another first value of the kernel. */
    public DepthwiseConv2D kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with another bias. */
    public DepthwiseConv2D bias(Parameter bias) {
        return new DepthwiseConv2D(name, depthMultiplier, window, activation, kernel, bias);
    }

    /** The same layer without a bias. */
    public DepthwiseConv2D withoutBias() {
        return new DepthwiseConv2D(name, depthMultiplier, window, activation, kernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        long channels = window.channels(name, input);
        Filters filters = new Filters(Math.toIntExact(channels * depthMultiplier), activation, bias);
        Variable w = kernel.variable(own, "depthwise_kernel", input.dtype(), window.kernel(channels, depthMultiplier));
        return filters.build(own, input, (scope, x) -> DepthwiseConv2dNative.of(scope, x, w, attributes(window)));
    }

    /** The attributes of the operation. */
    static DepthwiseConv2dNative attributes(FilterWindow window) {
        return new DepthwiseConv2dNative(
                window.strideAttribute(), window.padding().name(), List.of(), "NHWC", window.dilationAttribute());
    }
}
