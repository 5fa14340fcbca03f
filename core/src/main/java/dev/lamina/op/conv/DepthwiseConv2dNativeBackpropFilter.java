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
 * The gradient of {@link DepthwiseConv2dNative} by its filter, of the shape that the second input says.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, the zeros before and after each axis
 * @param dataFormat {@code NHWC}, or {@code NCHW} for images of shape [batch, channels, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the images
 */
@OpDef(
        inputs = {"input: T", "filter_sizes: int32", "out_backprop: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "strides: list(int)",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'",
            "dilations: list(int) = [1, 1, 1, 1]"
        })
public record DepthwiseConv2dNativeBackpropFilter(
        List<Long> strides, String padding, List<Long> explicitPaddings, String dataFormat, List<Long> dilations)
        implements Op {
    /** Adds the gradient of a convolution with these attributes. */
    public static Output of(
            Scope scope, Operand input, Operand filterSizes, Operand outBackprop, DepthwiseConv2dNative attributes) {
        return scope.output(attributes.byFilter(), input, filterSizes, outBackprop);
    }

    private DepthwiseConv2dNative forward() {
        return new DepthwiseConv2dNative(strides, padding, explicitPaddings, dataFormat, dilations);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(forward().convolution().filters(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return forward().convolution().filters(c);
    }

    @Override
    public long arithmetic(KernelContext c) {
        return 2 * c.inputShape(2).elements() * c.outputShape(0).slice(0, 2).elements();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output byInput = scope.output(forward().byInput(), Axes.shapeOf(scope, c.input(0)), g, c.input(2));
        Output byUpstream = scope.output(forward(), c.input(0), g);
        return Arrays.asList(byInput, null, byUpstream);
    }

    static List<Sample> samples() {
        DepthwiseConv2dNativeBackpropFilter valid =
                new DepthwiseConv2dNative(List.of(1L, 1L, 1L, 1L), "VALID").byFilter();
        DepthwiseConv2dNativeBackpropFilter apart =
                new DepthwiseConv2dNative(List.of(1L, 2L, 2L, 1L), "SAME").byFilter();
        Tensor x = Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30}, 1, 1, 3, 2);
        return List.of(
                Sample.of(valid, x, new int[] {1, 2, 2, 1}, Tensor.wrap(new float[] {1, 3, 4, 1}, 1, 1, 2, 2))
                        .gives(Tensor.wrap(new float[] {9, 50, 14, 90}, 1, 2, 2, 1)),
                Sample.of(apart, x, new int[] {1, 2, 2, 1}, Tensor.wrap(new float[] {1, 3, 4, 1}, 1, 1, 2, 2))
                        .gives(Tensor.wrap(new float[] {13, 60, 2, 60}, 1, 2, 2, 1)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {3, 4}, 1, 1, 1, 2),
                                new int[] {1, 1, 2, 2},
                                Tensor.wrap(new double[] {1, 2, 3, 4}, 1, 1, 1, 4))
                        .gives(Tensor.wrap(new double[] {3, 6, 12, 16}, 1, 1, 2, 2)),
                Sample.refused(
                        "Dimensions must be equal, but are 2 and 3",
                        valid,
                        x,
                        new int[] {1, 2, 3, 1},
                        Tensor.wrap(new float[6], 1, 1, 2, 3)));
    }
}
