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
 * The convolution of images of shape [batch, height, width, channels] with filters of shape [height, width, channels, filters]: each element of the
 * result is the sum of a window of the image times a filter. Filters of fewer channels than the images are for one group of these each.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param useCudnnOnGpu has no effect here
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, the zeros before and after each axis
 * @param dataFormat {@code NHWC}, or {@code NCHW} for images of shape [batch, channels, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the images
 */
@OpDef(
        inputs = {"input: T", "filter: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double, int32}",
            "strides: list(int)",
            "use_cudnn_on_gpu: bool = true",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'",
            "dilations: list(int) = [1, 1, 1, 1]"
        })
public record Conv2D(
        List<Long> strides,
        boolean useCudnnOnGpu,
        String padding,
        List<Long> explicitPaddings,
        String dataFormat,
        List<Long> dilations)
        implements Op {
    /** With channels in the last axis, and windows without gaps. */
    public Conv2D(List<Long> strides, String padding) {
        this(strides, true, padding, List.of(), "NHWC", List.of(1L, 1L, 1L, 1L));
    }

    /** Adds a convolution with channels in the last axis. */
    public static Output of(Scope scope, Operand input, Operand filter, List<Long> strides, String padding) {
        return of(scope, input, filter, new Conv2D(strides, padding));
    }

    /** Adds a convolution with these attributes. */
    public static Output of(Scope scope, Operand input, Operand filter, Conv2D attributes) {
        return scope.output(attributes, input, filter);
    }

    /** The gradient of this convolution by its input. */
    Conv2DBackpropInput byInput() {
        return new Conv2DBackpropInput(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations);
    }

    /** The gradient of this convolution by its filter. */
    Conv2DBackpropFilter byFilter() {
        return new Conv2DBackpropFilter(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations);
    }

    Convolution convolution() {
        return new Convolution(new Windows(Windows.IMAGES, strides, padding, explicitPaddings, dataFormat, dilations));
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
        return 2 * c.outputShape(0).elements() * c.inputShape(1).slice(0, 3).elements();
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
        Conv2D same = new Conv2D(List.of(1L, 1L, 1L, 1L), "SAME");
        Conv2D halved = new Conv2D(List.of(1L, 2L, 2L, 1L), "SAME");
        Conv2D valid = new Conv2D(List.of(1L, 1L, 1L, 1L), "VALID");
        Conv2D wide = new Conv2D(
                same.strides,
                true,
                "EXPLICIT",
                List.of(0L, 0L, 2L, 1L, 0L, 3L, 0L, 0L),
                "NHWC",
                List.of(1L, 2L, 1L, 1L));
        Conv2D first = new Conv2D(List.of(1L, 1L, 2L, 1L), true, "SAME", List.of(), "NCHW", same.dilations);
        Tensor x = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3, 1);
        Tensor pairs = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 1, 2, 3, 2);
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
        Tensor two = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 2, 2);
        Tensor tall = Tensor.wrap(new float[] {1, 10}, 2, 1, 1, 1);
        return List.of(
                Sample.of(same, x, square).gives(Tensor.wrap(new float[] {37, 47, 21, 14, 17, 6}, 1, 2, 3, 1)),
                Sample.of(halved, x, square).gives(Tensor.wrap(new float[] {37, 21}, 1, 1, 2, 1)),
                Sample.of(valid, x, square).gives(Tensor.wrap(new float[] {37, 47}, 1, 1, 2, 1)),
                Sample.of(valid, pairs, two)
                        .gives(Tensor.wrap(
                                new float[] {5, 50, 11, 110, 17, 170, 23, 230, 29, 290, 35, 350}, 1, 2, 3, 2)),
                // Two groups of one channel each.
                Sample.of(valid, pairs, Tensor.wrap(new float[] {1, 10}, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new float[] {1, 20, 3, 40, 5, 60, 7, 80, 9, 100, 11, 120}, 1, 2, 3, 2)),
                Sample.of(wide, x, tall)
                        .gives(Tensor.wrap(
                                new float[] {10, 20, 30, 0, 0, 0, 40, 50, 60, 0, 0, 0, 1, 2, 3, 0, 0, 0}, 1, 3, 6, 1)),
                Sample.of(first, Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3), square)
                        .gives(Tensor.wrap(new float[] {37, 47, 21}, 1, 1, 1, 3)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {1, 2}, 1, 1, 2, 1),
                                Tensor.wrap(new double[] {3, 4}, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new double[] {11}, 1, 1, 1, 1)),
                Sample.rough(
                                valid,
                                Tensor.wrap(new int[] {1, 2}, 1, 1, 2, 1),
                                Tensor.wrap(new int[] {3, 4}, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new int[] {11}, 1, 1, 1, 1)),
                Sample.rough(same, Tensor.wrap(new float[0], 0, 2, 3, 1), square)
                        .gives(Tensor.wrap(new float[0], 0, 2, 3, 1)),
                Sample.rough(
                                valid,
                                Tensor.wrap(new float[] {1, Float.NaN}, 1, 1, 2, 1),
                                Tensor.wrap(new float[] {2}, 1, 1, 1, 1))
                        .gives(Tensor.wrap(new float[] {2, Float.NaN}, 1, 1, 2, 1)),
                Sample.refused("input must have rank 4", same, new float[3][2][1], square),
                Sample.refused(
                        "Depth of input (2) is not a multiple of input depth of filter (3)",
                        same,
                        pairs,
                        Tensor.wrap(new float[3], 1, 1, 3, 1)),
                Sample.refused("Depth of filter must not be 0", same, pairs, Tensor.wrap(new float[0], 1, 1, 0, 1)),
                Sample.refused(
                        "Computed output size would be negative: -1", valid, x, Tensor.wrap(new float[4], 4, 1, 1, 1)),
                Sample.refused(
                        "requires the stride attribute to contain 4 values, but got: 2",
                        new Conv2D(List.of(1L, 1L), "SAME"),
                        x,
                        square),
                Sample.refused(
                        "does not yet support strides in the batch and depth dimensions",
                        new Conv2D(List.of(1L, 1L, 1L, 2L), "SAME"),
                        x,
                        square),
                Sample.refused("Stride must be > 0, but got 0", new Conv2D(List.of(1L, 0L, 1L, 1L), "SAME"), x, square),
                Sample.refused(
                        "explicit_paddings attribute must contain 8 values",
                        new Conv2D(same.strides, "EXPLICIT"),
                        x,
                        square));
    }
}
