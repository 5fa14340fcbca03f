package dev.lamina.op.conv;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Axes;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link DepthwiseConv2dNative} by its input. The first input says of which shape.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, the zeros before and after each axis
 * @param dataFormat {@code NHWC}, or {@code NCHW} for images of shape [batch, channels, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the images
 */
@OpDef(
        inputs = {"input_sizes: int32", "filter: T", "out_backprop: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "strides: list(int)",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'",
            "dilations: list(int) = [1, 1, 1, 1]"
        })
public record DepthwiseConv2dNativeBackpropInput(
        List<Long> strides, String padding, List<Long> explicitPaddings, String dataFormat, List<Long> dilations)
        implements Op {
    /** Adds the gradient of a convolution with these attributes. */
    public static Output of(
            Scope scope, Operand inputSizes, Operand filter, Operand outBackprop, DepthwiseConv2dNative attributes) {
        return scope.output(attributes.byInput(), inputSizes, filter, outBackprop);
    }

    private DepthwiseConv2dNative forward() {
        return new DepthwiseConv2dNative(strides, padding, explicitPaddings, dataFormat, dilations);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(forward().convolution().images(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return forward().convolution().images(c);
    }

    @Override
    public long arithmetic(KernelContext c) {
        return 2 * c.inputShape(2).elements() * c.inputShape(1).slice(0, 2).elements();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output byFilter = scope.output(forward().byFilter(), g, Axes.shapeOf(scope, c.input(1)), c.input(2));
        Output byUpstream = scope.output(forward(), g, c.input(1));
        return Arrays.asList(null, byFilter, byUpstream);
    }

    static List<Sample> samples() {
        DepthwiseConv2dNativeBackpropInput valid =
                new DepthwiseConv2dNative(List.of(1L, 1L, 1L, 1L), "VALID").byInput();
        DepthwiseConv2dNativeBackpropInput apart = new DepthwiseConv2dNative(List.of(1L, 2L, 3L, 1L), "SAME").byInput();
        Tensor pair = Tensor.wrap(new float[] {1, 2, 10, 20}, 1, 2, 2, 1);
        Tensor two = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
        return List.of(
                Sample.of(valid, new int[] {1, 1, 3, 2}, pair, Tensor.wrap(new float[] {1, 3, 0, 1}, 1, 1, 2, 2))
                        .gives(Tensor.wrap(new float[] {1, 6, 10, 62, 0, 20}, 1, 1, 3, 2)),
                Sample.of(apart, new int[] {1, 1, 3, 2}, pair, Tensor.wrap(new float[] {1, 3}, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new float[] {1, 6, 10, 60, 0, 0}, 1, 1, 3, 2)),
                Sample.of(valid, new int[] {1, 1, 1, 2}, two, Tensor.wrap(new float[] {1, 10, 1, 10}, 1, 1, 1, 4))
                        .gives(Tensor.wrap(new float[] {21, 43}, 1, 1, 1, 2)),
                Sample.refused(
                        "filter and out_backprop must have the same out_depth",
                        valid,
                        new int[] {1, 1, 3, 2},
                        pair,
                        Tensor.wrap(new float[6], 1, 1, 2, 3)));
    }
}
