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
 * The convolution of volumes of shape [batch, depth, height, width, channels] with filters of shape [depth, height, width, channels, filters]: {@link
 * Conv2D} with an axis more.
 *
 * @param strides how far windows lie apart along each axis of the volumes, 1 for batch and channels
 * @param padding {@code VALID} or {@code SAME}
 * @param dataFormat {@code NDHWC}, or {@code NCDHW} for volumes of shape [batch, channels, depth, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the volumes
 */
@OpDef(
        inputs = {"input: T", "filter: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "strides: list(int)",
            "padding: string",
            "data_format: string = 'NDHWC'",
            "dilations: list(int) = [1, 1, 1, 1, 1]"
        })
public record Conv3D(List<Long> strides, String padding, String dataFormat, List<Long> dilations) implements Op {
    /** With channels in the last axis, and windows without gaps. */
    public Conv3D(List<Long> strides, String padding) {
        this(strides, padding, "NDHWC", List.of(1L, 1L, 1L, 1L, 1L));
    }

    /** Adds a convolution with channels in the last axis. */
    public static Output of(Scope scope, Operand input, Operand filter, List<Long> strides, String padding) {
        return of(scope, input, filter, new Conv3D(strides, padding));
    }

    /** Adds a convolution with these attributes. */
    public static Output of(Scope scope, Operand input, Operand filter, Conv3D attributes) {
        return scope.output(attributes, input, filter);
    }

    /** The gradient of this convolution by its input. */
    Conv3DBackpropInputV2 byInput() {
        return new Conv3DBackpropInputV2(strides, padding, dataFormat, dilations);
    }

    /** The gradient of this convolution by its filter. */
    Conv3DBackpropFilterV2 byFilter() {
        return new Conv3DBackpropFilterV2(strides, padding, dataFormat, dilations);
    }

    Convolution convolution() {
        return new Convolution(new Windows(Windows.VOLUMES, strides, padding, List.of(), dataFormat, dilations));
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
        return 2 * c.outputShape(0).elements() * c.inputShape(1).slice(0, 4).elements();
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
        Conv3D same = new Conv3D(List.of(1L, 1L, 1L, 1L, 1L), "SAME");
        Conv3D halved = new Conv3D(List.of(1L, 2L, 2L, 2L, 1L), "SAME");
        Conv3D valid = new Conv3D(same.strides, "VALID");
        Conv3D apart = new Conv3D(same.strides, "VALID", "NDHWC", List.of(1L, 1L, 1L, 2L, 1L));
        Conv3D first = new Conv3D(same.strides, "VALID", "NCDHW", same.dilations);
        Tensor x = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 1, 2, 2, 3, 1);
        Tensor cube = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2, 1, 1);
        Tensor two = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 1, 2, 2);
        return List.of(
                Sample.of(valid, x, cube).gives(Tensor.wrap(new float[] {278, 314}, 1, 1, 1, 2, 1)),
                Sample.of(halved, x, cube).gives(Tensor.wrap(new float[] {278, 150}, 1, 1, 1, 2, 1)),
                Sample.of(same, x, Tensor.wrap(new float[] {1, 10}, 2, 1, 1, 1, 1))
                        .gives(Tensor.wrap(
                                new float[] {71, 82, 93, 104, 115, 126, 7, 8, 9, 10, 11, 12}, 1, 2, 2, 3, 1)),
                Sample.of(apart, x, Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new float[] {31, 64, 97, 130}, 1, 2, 2, 1, 1)),
                Sample.of(first, Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 1, 1, 2), two)
                        .gives(Tensor.wrap(new float[] {7, 10, 70, 100}, 1, 2, 1, 1, 2)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {1, 2}, 1, 1, 1, 2, 1),
                                Tensor.wrap(new double[] {3, 4}, 1, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new double[] {11}, 1, 1, 1, 1, 1)),
                Sample.rough(valid, Tensor.wrap(new float[0], 0, 2, 2, 2, 1), cube)
                        .gives(Tensor.wrap(new float[0], 0, 1, 1, 1, 1)),
                Sample.refused("input must have rank 5", same, new float[1][3][2][1], cube),
                Sample.refused(
                        "requires the stride attribute to contain 5 values, but got: 4",
                        new Conv3D(List.of(1L, 1L, 1L, 1L), "SAME"),
                        x,
                        cube),
                Sample.refused(
                        "Computed output size would be negative: -1",
                        valid,
                        x,
                        Tensor.wrap(new float[4], 4, 1, 1, 1, 1)));
    }
}
