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
 * The gradient of {@link Conv3D} by its filter, of the shape that the second input says.
 *
 * @param strides how far windows lie apart along each axis of the volumes, 1 for batch and channels
 * @param padding {@code VALID} or {@code SAME}
 * @param dataFormat {@code NDHWC}, or {@code NCDHW} for volumes of shape [batch, channels, depth, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the volumes
 */
@OpDef(
        inputs = {"input: T", "filter_sizes: int32", "out_backprop: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "strides: list(int)",
            "padding: string",
            "data_format: string = 'NDHWC'",
            "dilations: list(int) = [1, 1, 1, 1, 1]"
        })
public record Conv3DBackpropFilterV2(List<Long> strides, String padding, String dataFormat, List<Long> dilations)
        implements Op {
    /** Adds the gradient of a convolution with these attributes. */
    public static Output of(Scope scope, Operand input, Operand filterSizes, Operand outBackprop, Conv3D attributes) {
        return scope.output(attributes.byFilter(), input, filterSizes, outBackprop);
    }

    private Conv3D forward() {
        return new Conv3D(strides, padding, dataFormat, dilations);
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
        return 2 * c.inputShape(2).elements() * c.outputShape(0).slice(0, 4).elements();
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
        Conv3DBackpropFilterV2 valid = new Conv3D(List.of(1L, 1L, 1L, 1L, 1L), "VALID").byFilter();
        Conv3DBackpropFilterV2 apart = new Conv3D(List.of(1L, 2L, 2L, 2L, 1L), "SAME").byFilter();
        Tensor x = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3, 1);
        int[] sizes = {1, 2, 2, 1, 1};
        return List.of(
                Sample.of(valid, x, sizes, Tensor.wrap(new float[] {1, 10}, 1, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {21, 32, 54, 65}, 1, 2, 2, 1, 1)),
                Sample.of(apart, x, sizes, Tensor.wrap(new float[] {1, 10}, 1, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {31, 2, 64, 5}, 1, 2, 2, 1, 1)),
                Sample.of(
                                valid,
                                Tensor.wrap(new double[] {3, 4}, 1, 1, 1, 1, 2),
                                new int[] {1, 1, 1, 2, 2},
                                Tensor.wrap(new double[] {1, 10}, 1, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new double[] {3, 30, 4, 40}, 1, 1, 1, 2, 2)),
                Sample.refused(
                        "requires filter_sizes to contain 5 values",
                        valid,
                        x,
                        new int[2],
                        Tensor.wrap(new float[2], 1, 1, 1, 2, 1)));
    }
}
