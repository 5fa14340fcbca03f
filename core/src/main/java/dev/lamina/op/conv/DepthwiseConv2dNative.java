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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of each channel of images, of shape [batch, height, width, channels], with filters of its own, of shape [height, width, channels,
 * filters]: the results of a channel's filters lie together.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, the zeros before and after each axis
 * @param dataFormat {@code NHWC}, or {@code NCHW} for images of shape [batch, channels, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the images
 */
@OpDef(
        inputs = {"input: T", "filter: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "strides: list(int)",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'",
            "dilations: list(int) = [1, 1, 1, 1]"
        })
public record DepthwiseConv2dNative(
        List<Long> strides, String padding, List<Long> explicitPaddings, String dataFormat, List<Long> dilations)
        implements Op {
    /** With channels in the last axis, and windows without gaps. */
    public DepthwiseConv2dNative(List<Long> strides, String padding) {
        this(strides, padding, List.of(), "NHWC", List.of(1L, 1L, 1L, 1L));
    }

    /** Adds a convolution with channels in the last axis. */
    public static Output of(Scope scope, Operand input, Operand filter, List<Long> strides, String padding) {
        return of(scope, input, filter, new DepthwiseConv2dNative(strides, padding));
    }

    /** Adds a convolution with these attributes. */
    public static Output of(Scope scope, Operand input, Operand filter, DepthwiseConv2dNative attributes) {
        return scope.output(attributes, input, filter);
    }

    /** The gradient of this convolution by its input. */
    DepthwiseConv2dNativeBackpropInput byInput() {
        return new DepthwiseConv2dNativeBackpropInput(strides, padding, explicitPaddings, dataFormat, dilations);
    }

    /** The gradient of this convolution by its filter. */
    DepthwiseConv2dNativeBackpropFilter byFilter() {
        return new DepthwiseConv2dNativeBackpropFilter(strides, padding, explicitPaddings, dataFormat, dilations);
    }

    Convolution convolution() {
        Windows windows = new Windows(Windows.IMAGES, strides, padding, explicitPaddings, dataFormat, dilations);
        return new Convolution(windows, true);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(convolution().result(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return convolution().result(c);
    }

    @Override
    public long arithmetic(KernelContext c) {
        return 2 * c.outputShape(0).elements() * c.inputShape(1).slice(0, 2).elements();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output byInput = scope.output(byInput(), Axes.shapeOf(scope, c.input(0)), c.input(1), g);
        Output byFilter = scope.output(byFilter(), c.input(0), Axes.shapeOf(scope, c.input(1)), g);
        return List.of(byInput, byFilter);
    }

    static List<Sample> samples() {
        DepthwiseConv2dNative same = new DepthwiseConv2dNative(List.of(1L, 1L, 1L, 1L), "SAME");
        DepthwiseConv2dNative valid = new DepthwiseConv2dNative(same.strides, "VALID");
        DepthwiseConv2dNative halved = new DepthwiseConv2dNative(List.of(1L, 2L, 2L, 1L), "SAME");
        DepthwiseConv2dNative wide = new DepthwiseConv2dNative(
                same.strides, "EXPLICIT", List.of(0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L), "NHWC", List.of(1L, 1L, 2L, 1L));
        DepthwiseConv2dNative first =
                new DepthwiseConv2dNative(same.strides, "VALID", List.of(), "NCHW", same.dilations);
        Tensor x = Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60}, 1, 2, 3, 2);
        Tensor filter = Tensor.wrap(new float[] {1, 1, 2, 0, 3, 0, 4, 1}, 2, 2, 2, 1);
        Tensor two = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
        Tensor pair = Tensor.wrap(new float[] {1, 2, 10, 20}, 1, 2, 2, 1);
        return List.of(
                Sample.of(valid, x, filter).gives(Tensor.wrap(new float[] {37, 60, 47, 80}, 1, 1, 2, 2)),
                Sample.of(same, x, filter)
                        .gives(Tensor.wrap(new float[] {37, 60, 47, 80, 21, 30, 14, 40, 17, 50, 6, 60}, 1, 2, 3, 2)),
                Sample.of(halved, x, filter).gives(Tensor.wrap(new float[] {37, 60, 21, 30}, 1, 1, 2, 2)),
                Sample.of(wide, Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30}, 1, 1, 3, 2), pair)
                        .gives(Tensor.wrap(new float[] {20, 400, 31, 620}, 1, 1, 2, 2)),
                Sample.of(valid, Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 2, 2), two)
                        .gives(Tensor.wrap(new float[] {1, 2, 30, 40, 2, 4, 60, 80}, 1, 1, 2, 4)),
                Sample.of(first, Tensor.wrap(new float[] {1, 2, 10, 20}, 1, 2, 1, 2), two)
                        .gives(Tensor.wrap(new float[] {1, 2, 2, 4, 30, 60, 40, 80}, 1, 4, 1, 2)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {3, 4}, 1, 1, 1, 2),
                                Tensor.wrap(new double[] {5, 6}, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new double[] {15, 24}, 1, 1, 1, 2)),
                Sample.rough(same, Tensor.wrap(new float[0], 0, 2, 3, 2), filter)
                        .gives(Tensor.wrap(new float[0], 0, 2, 3, 2)),
                Sample.refused(
                        "Dimensions must be equal, but are 3 and 2",
                        same,
                        Tensor.wrap(new float[3], 1, 1, 1, 3),
                        filter),
                Sample.refused(
                        "requires the stride attribute to contain 4 values, but got: 1",
                        new DepthwiseConv2dNative(List.of(1L), "SAME"),
                        x,
                        filter),
                Sample.refused("filter must have rank 4", same, x, new float[2][2]));
    }
}
