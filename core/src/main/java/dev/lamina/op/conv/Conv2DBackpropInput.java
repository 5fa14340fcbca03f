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
 * The gradient of {@link Conv2D} by its input, and so the transposed convolution. The first input says of which shape, or of which height and width.
 *
 * @param strides how far windows lie apart along each axis of the images, 1 for batch and channels
 * @param useCudnnOnGpu has no effect here
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, the zeros before and after each axis
 * @param dataFormat {@code NHWC}, or {@code NCHW} for images of shape [batch, channels, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the images
 */
@OpDef(
        inputs = {"input_sizes: int32", "filter: T", "out_backprop: T"},
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
public record Conv2DBackpropInput(
        List<Long> strides,
        boolean useCudnnOnGpu,
        String padding,
        List<Long> explicitPaddings,
        String dataFormat,
        List<Long> dilations)
        implements Op {
    /** Adds the gradient of a convolution with these attributes. */
    public static Output of(Scope scope, Operand inputSizes, Operand filter, Operand outBackprop, Conv2D attributes) {
        return scope.output(attributes.byInput(), inputSizes, filter, outBackprop);
    }

    private Conv2D forward() {
        return new Conv2D(strides, useCudnnOnGpu, padding, explicitPaddings, dataFormat, dilations);
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
        return 2 * c.inputShape(2).elements() * c.inputShape(1).slice(0, 3).elements();
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
        Conv2DBackpropInput same = new Conv2D(List.of(1L, 1L, 1L, 1L), "SAME").byInput();
        Conv2DBackpropInput valid = new Conv2D(List.of(1L, 1L, 1L, 1L), "VALID").byInput();
        Conv2DBackpropInput apart = new Conv2D(List.of(1L, 3L, 2L, 1L), "VALID").byInput();
        Conv2DBackpropInput first =
                new Conv2D(valid.strides, true, "VALID", List.of(), "NCHW", valid.dilations).byInput();
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
        Tensor two = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 2, 2);
        int[] sizes = {1, 2, 3, 1};
        return List.of(
                Sample.of(same, sizes, square, Tensor.wrap(new float[] {1, 0, 0, 0, 10, 0}, 1, 2, 3, 1))
                        .gives(Tensor.wrap(new float[] {1, 2, 0, 3, 14, 20}, 1, 2, 3, 1)),
                Sample.of(valid, sizes, square, Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {1, 12, 20, 3, 34, 40}, 1, 2, 3, 1)),
                Sample.of(valid, new int[] {2, 3}, square, Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {1, 12, 20, 3, 34, 40}, 1, 2, 3, 1)),
                Sample.of(apart, new int[] {1, 4, 5, 1}, square, Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1))
                        .gives(Tensor.wrap(
                                new float[] {1, 2, 10, 20, 0, 3, 4, 30, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                                1,
                                4,
                                5,
                                1)),
                Sample.of(valid, new int[] {1, 1, 1, 2}, two, Tensor.wrap(new float[] {1, 0.5f}, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new float[] {6, 12}, 1, 1, 1, 2)),
                Sample.of(first, new int[] {1, 2, 1, 1}, two, Tensor.wrap(new float[] {1, 0.5f}, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new float[] {6, 12}, 1, 2, 1, 1)),
                Sample.rough(
                                valid,
                                sizes,
                                Tensor.wrap(new int[] {1, 2, 3, 4}, 2, 2, 1, 1),
                                Tensor.wrap(new int[] {1, 10}, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new int[] {1, 12, 20, 3, 34, 40}, 1, 2, 3, 1)),
                Sample.rough(same, new int[] {0, 2, 3, 1}, square, Tensor.wrap(new float[0], 0, 2, 3, 1))
                        .gives(Tensor.wrap(new float[0], 0, 2, 3, 1)),
                Sample.refused(
                        "requires input_sizes to contain 4 values or 2 values, but got: 3",
                        same,
                        new int[3],
                        square,
                        Tensor.wrap(new float[6], 1, 2, 3, 1)),
                Sample.refused(
                        "Size of out_backprop doesn't match computed: actual = 3, computed = 2",
                        valid,
                        sizes,
                        square,
                        Tensor.wrap(new float[3], 1, 1, 3, 1)),
                Sample.refused(
                        "filter and out_backprop must have the same out_depth",
                        valid,
                        sizes,
                        square,
                        Tensor.wrap(new float[4], 1, 1, 2, 2)),
                Sample.refused(
                        "input and out_backprop must have the same batch size",
                        valid,
                        sizes,
                        square,
                        Tensor.wrap(new float[4], 2, 1, 2, 1)));
    }
}
