package dev.lamina.op.pool;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each window that slides over volumes, channel by channel, over what of it lies within.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param padding {@code VALID}: windows lie within; {@code SAME}: there are as many as strides fit in
 * @param dataFormat {@code NDHWC} or {@code NCDHW}
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {
            "ksize: list(int) >= 5",
            "strides: list(int) >= 5",
            "padding: string",
            "data_format: string = 'NDHWC'",
            "T: {half, bfloat16, float, double}"
        })
public record AvgPool3D(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope, Operand input, List<Long> ksize, List<Long> strides, String padding, String dataFormat) {
        return scope.output(new AvgPool3D(ksize, strides, padding, dataFormat), input);
    }

    private Pooling pooling() {
        return new Pooling("Pool3D", ksize, strides, padding, dataFormat);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(pooling().pooled(c, c.shape(0)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return MeanWindows.of(c, pooling());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op grad = new AvgPool3DGrad(ksize, strides, padding, dataFormat);
        return List.of(c.scope().output(grad, Axes.shapeOf(c.scope(), c.input(0)), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor volume = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 12}, 1, 2, 2, 2, 1);
        AvgPool3D channelsFirst =
                new AvgPool3D(List.of(1L, 1L, 2L, 1L, 1L), List.of(1L, 1L, 1L, 1L, 1L), "VALID", "NCDHW");
        return List.of(
                Sample.of(cube(2, 1, "VALID"), volume).gives(Tensor.wrap(new float[] {5}, 1, 1, 1, 1, 1)),
                Sample.of(cube(2, 1, "SAME"), volume)
                        .gives(Tensor.wrap(new float[] {5, 6, 6.5f, 8, 7.5f, 9, 9.5f, 12}, 1, 2, 2, 2, 1)),
                Sample.of(channelsFirst, volume.reshape(1, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {3, 4, 5, 8}, 1, 1, 1, 2, 2)),
                Sample.refused("input must have rank 5", cube(2, 1, "SAME"), (Object) new float[2][2]),
                Sample.refused(
                        "Invalid data format 'NHWC'",
                        new AvgPool3D(List.of(1L, 1L, 1L, 1L), List.of(1L, 1L, 1L, 1L), "SAME", "NHWC"),
                        Tensor.wrap(new float[1], 1, 1, 1, 1)));
    }

    private static AvgPool3D cube(long size, long stride, String padding) {
        return new AvgPool3D(
                List.of(1L, size, size, size, 1L), List.of(1L, stride, stride, stride, 1L), padding, "NDHWC");
    }

    /**
     * The gradient: that of each window in equal shares for its elements.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NDHWC} or {@code NCDHW}
     */
    @OpDef(
            inputs = {"orig_input_shape: int32", "grad: T"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 5",
                "strides: list(int) >= 5",
                "padding: string",
                "data_format: string = 'NDHWC'",
                "T: {half, bfloat16, float, double}"
            })
    public record AvgPool3DGrad(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
        /** Adds the operation. */
        public static Output of(
                Scope scope,
                Operand origInputShape,
                Operand grad,
                List<Long> ksize,
                List<Long> strides,
                String padding,
                String dataFormat) {
            return scope.output(new AvgPool3DGrad(ksize, strides, padding, dataFormat), origInputShape, grad);
        }

        private Pooling pooling() {
            return new Pooling("Pool3D", ksize, strides, padding, dataFormat);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(pooling().input(c, Integers.wantedShape(c, 0), 1));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MeanWindows.gradient(c, pooling());
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            AvgPool3D again = new AvgPool3D(ksize, strides, padding, dataFormat);
            return Arrays.asList(null, c.scope().output(again, c.upstream(0)));
        }

        static List<Sample> samples() {
            Tensor grad = Tensor.wrap(new float[] {8}, 1, 1, 1, 1, 1);
            AvgPool3DGrad valid = cube(2, 1, "VALID");
            return List.of(
                    Sample.of(valid, new int[] {1, 2, 2, 2, 1}, grad)
                            .gives(Tensor.wrap(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 1, 2, 2, 2, 1)),
                    Sample.of(
                                    cube(2, 2, "SAME"),
                                    new int[] {1, 3, 1, 1, 1},
                                    Tensor.wrap(new float[] {2, 5}, 1, 2, 1, 1, 1))
                            .gives(Tensor.wrap(new float[] {1, 1, 5}, 1, 3, 1, 1, 1)),
                    Sample.refused("Expected input 1", valid, new int[] {1, 3, 3, 3, 1}, grad));
        }

        private static AvgPool3DGrad cube(long size, long stride, String padding) {
            return new AvgPool3DGrad(
                    List.of(1L, size, size, size, 1L), List.of(1L, stride, stride, stride, 1L), padding, "NDHWC");
        }
    }
}
