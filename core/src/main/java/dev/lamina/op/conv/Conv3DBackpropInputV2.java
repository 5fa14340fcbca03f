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
 * The gradient of {@link Conv3D} by its input, and so the transposed convolution. The first input says of which shape.
 *
 * @param strides how far windows lie apart along each axis of the volumes, 1 for batch and channels
 * @param padding {@code VALID} or {@code SAME}
 * @param dataFormat {@code NDHWC}, or {@code NCDHW} for volumes of shape [batch, channels, depth, height, width]
 * @param dilations how far the elements of a window lie apart along each axis of the volumes
 */
@OpDef(
        inputs = {"input_sizes: Tshape", "filter: T", "out_backprop: T"},
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double}",
            "Tshape: {int32, int64} = int32",
            "strides: list(int)",
            "padding: string",
            "data_format: string = 'NDHWC'",
            "dilations: list(int) = [1, 1, 1, 1, 1]"
        })
public record Conv3DBackpropInputV2(List<Long> strides, String padding, String dataFormat, List<Long> dilations)
        implements Op {
    /** Adds the gradient of a convolution with these attributes. */
    public static Output of(Scope scope, Operand inputSizes, Operand filter, Operand outBackprop, Conv3D attributes) {
        return scope.output(attributes.byInput(), inputSizes, filter, outBackprop);
    }

    private Conv3D forward() {
        return new Conv3D(strides, padding, dataFormat, dilations);
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
        return 2 * c.inputShape(2).elements() * c.inputShape(1).slice(0, 4).elements();
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
        Conv3DBackpropInputV2 valid = new Conv3D(List.of(1L, 1L, 1L, 1L, 1L), "VALID").byInput();
        Conv3DBackpropInputV2 apart = new Conv3D(List.of(1L, 1L, 2L, 3L, 1L), "SAME").byInput();
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1, 1);
        Tensor two = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 1, 2, 2);
        return List.of(
                Sample.of(valid, new int[] {1, 1, 2, 3, 1}, square, Tensor.wrap(new float[] {1, 10}, 1, 1, 1, 2, 1))
                        .gives(Tensor.wrap(new float[] {1, 12, 20, 3, 34, 40}, 1, 1, 2, 3, 1)),
                Sample.of(apart, new int[] {1, 2, 2, 3, 1}, square, Tensor.wrap(new float[] {1, 10}, 1, 2, 1, 1, 1))
                        .gives(Tensor.wrap(new float[] {1, 2, 0, 3, 4, 0, 10, 20, 0, 30, 40, 0}, 1, 2, 2, 3, 1)),
                Sample.of(valid, new long[] {1, 1, 1, 1, 2}, two, Tensor.wrap(new float[] {1, 0.5f}, 1, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new float[] {6, 12}, 1, 1, 1, 1, 2)),
                Sample.refused(
                        "Size of out_backprop doesn't match computed: actual = 3, computed = 2",
                        valid,
                        new int[] {1, 1, 2, 3, 1},
                        square,
                        Tensor.wrap(new float[3], 1, 1, 1, 3, 1)));
    }
}
