package dev.lamina.op.nn;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Channels;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum over all axes but the channels: the gradient of {@link BiasAdd} by the bias.
 *
 * @param dataFormat where the channels are: the last axis for {@code NHWC}, the second for {@code NCHW}
 */
@OpDef(
        inputs = "out_backprop: T",
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "data_format: string = 'NHWC'"
        })
public record BiasAddGrad(String dataFormat) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand outBackprop, String dataFormat) {
        return scope.output(new BiasAddGrad(dataFormat), outBackprop);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int channels = Channels.axis(c, dataFormat);
        Shape shape = c.shape(0);
        return List.of(shape.hasRank() ? Shape.of(shape.dim(channels)) : Shape.unknown(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        boolean[] reduced = new boolean[c.inputShape(0).rank()];
        Arrays.fill(reduced, true);
        reduced[dataFormat.equals("NCHW") ? 1 : reduced.length - 1] = false;
        return Reduction.of(c, SumLoop.LOOP, 0, reduced);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output zeros = ZerosLike.of(c.scope(), c.input(0));
        return List.of(BiasAdd.of(c.scope(), zeros, c.upstream(0), dataFormat));
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 1, 2);
        return List.of(
                Sample.of(new BiasAddGrad("NHWC"), (Object) x).gives(new float[] {5, 7, 9}),
                Sample.of(new BiasAddGrad("NHWC"), image).gives(new float[] {16, 20}),
                Sample.of(new BiasAddGrad("NCHW"), image).gives(new float[] {14, 22}),
                Sample.of(new BiasAddGrad("NHWC"), (Object) new double[][] {{1}, {2}})
                        .gives(new double[] {3}),
                Sample.rough(new BiasAddGrad("NHWC"), (Object) new int[][] {{1}, {2}})
                        .gives(new int[] {3}),
                Sample.rough(new BiasAddGrad("NHWC"), Tensor.wrap(new float[0], 0, 2))
                        .gives(new float[2]),
                Sample.refused("Input tensor must be at least 2D", new BiasAddGrad("NHWC"), new float[3]));
    }
}
