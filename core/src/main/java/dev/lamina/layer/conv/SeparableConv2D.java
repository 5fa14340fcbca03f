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
import dev.lamina.op.conv.Conv2D;
import dev.lamina.op.conv.DepthwiseConv2dNative;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of each channel of images, of shape [examples, rows, columns, channels], with filters of its own, whose results are joined pixel by
 * pixel.
 *
 * <p>Its variables are {@code depthwise_kernel}, of shape [rows, columns, channels, depth multiplier], {@code pointwise_kernel}, of shape [1, 1,
 * channels · depth multiplier, filters], and {@code bias}, of shape [filters].
 *
 * @param name the name of its scope
 * @param filters the channels of the result
 * @param depthMultiplier the number of filters of each channel
 * @param window where filters lie
 * @param activation what its result goes through, if anything
 * @param depthwiseKernel the kernel of the channels
 * @param pointwiseKernel the kernel that joins them
 * @param bias the bias, if there is one
 */
public record SeparableConv2D(
        String name,
        int filters,
        int depthMultiplier,
        FilterWindow window,
        @Nullable Activation activation,
        Parameter depthwiseKernel,
        Parameter pointwiseKernel,
        @Nullable Parameter bias)
        implements Layer {
    /** A layer of one filter for each channel, without an activation; one size for all axes, or one for each. */
    public SeparableConv2D(int filters, int... kernelSize) {
        this(
                "separable_conv2d",
                filters,
                1,
                FilterWindow.of(2, kernelSize),
                null,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.glorotUniform()),
                Filters.zeroBias());
    }

    private SeparableConv2D with(int multiplier, FilterWindow windows, @Nullable Activation function) {
        return new SeparableConv2D(
                name, filters, multiplier, windows, function, depthwiseKernel, pointwiseKernel, bias);
    }

    @Override
    public SeparableConv2D named(String name) {
        return new SeparableConv2D(
                name, filters, depthMultiplier, window, activation, depthwiseKernel, pointwiseKernel, bias);
    }

    /** The same layer with so many filters for each channel. */
    public SeparableConv2D depthMultiplier(int count) {
        return with(count, window, activation);
    }

    /** The same layer with filters so far apart: one number for all axes, or one for each. */
    public SeparableConv2D strides(int... strides) {
        return with(depthMultiplier, window.strides(strides), activation);
    }

    /** The same layer with filters whose elements lie so far apart: one number for all axes, or one for each. */
    public SeparableConv2D dilation(int... dilations) {
        return with(depthMultiplier, window.dilations(dilations), activation);
    }

    /** The same layer with filters that may lie elsewhere. */
    public SeparableConv2D padding(Padding padding) {
        return with(depthMultiplier, window.padding(padding), activation);
    }

    /** The same layer with an activation. */
    public SeparableConv2D activation(Activation activation) {
        return with(depthMultiplier, window, activation);
    }

    /** The same layer with other kernels. */
    public SeparableConv2D kernels(Parameter depthwise, Parameter pointwise) {
        return new SeparableConv2D(name, filters, depthMultiplier, window, activation, depthwise, pointwise, bias);
    }

    /** The same layer with another bias. */
    public SeparableConv2D bias(Parameter bias) {
        return new SeparableConv2D(
                name, filters, depthMultiplier, window, activation, depthwiseKernel, pointwiseKernel, bias);
    }

    /** The same layer without a bias. */
    public SeparableConv2D withoutBias() {
        return new SeparableConv2D(
                name, filters, depthMultiplier, window, activation, depthwiseKernel, pointwiseKernel, null);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Filters result = new Filters(filters, activation, bias);
        long channels = window.channels(name, input);
        Variable depthwise = depthwiseKernel.variable(
                own, "depthwise_kernel", input.dtype(), window.kernel(channels, depthMultiplier));
        Variable pointwise = pointwiseKernel.variable(
                own, "pointwise_kernel", input.dtype(), Shape.of(1, 1, channels * depthMultiplier, filters));
        return result.build(own, input, (scope, x) -> {
            DepthwiseConv2dNative attributes = DepthwiseConv2D.attributes(window);
            Output each = DepthwiseConv2dNative.of(scope, x, depthwise, attributes);
            return Conv2D.of(scope, each, pointwise, List.of(1L, 1L, 1L, 1L), "VALID");
        });
    }
}
