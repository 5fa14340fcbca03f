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
 * The mean of each window that slides over images, channel by channel, over what of it lies within.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param padding {@code VALID}: windows lie within; {@code SAME}: there are as many as strides fit in
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = "value: T",
        outputs = "output: T",
        attrs = {
            "ksize: list(int) >= 4",
            "strides: list(int) >= 4",
            "padding: string",
            "data_format: string = 'NHWC'",
            "T: {half, bfloat16, float, double}"
        })
public record AvgPool(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope, Operand input, List<Long> ksize, List<Long> strides, String padding, String dataFormat) {
        return scope.output(new AvgPool(ksize, strides, padding, dataFormat), input);
    }

    private Pooling pooling() {
        return new Pooling("AvgPool", ksize, strides, padding, dataFormat);
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
        Op grad = new AvgPoolGrad(ksize, strides, padding, dataFormat);
        return List.of(c.scope().output(grad, Axes.shapeOf(c.scope(), c.input(0)), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
        Tensor pair = Tensor.wrap(new double[] {1, -2, 3, -4, 5, -6, 8, -8}, 1, 2, 2, 2);
        AvgPool channelsFirst = new AvgPool(List.of(1L, 1L, 2L, 1L), List.of(1L, 1L, 1L, 1L), "VALID", "NCHW");
        return List.of(
                Sample.of(square(2, 1, "VALID"), image)
                        .gives(Tensor.wrap(new float[] {5.25f, 5.25f, 5.25f, 5.25f}, 1, 2, 2, 1)),
                Sample.of(square(2, 2, "SAME"), image).gives(Tensor.wrap(new float[] {5.25f, 4.5f, 5, 5}, 1, 2, 2, 1)),
                Sample.of(square(3, 2, "SAME"), image)
                        .gives(Tensor.wrap(new float[] {5.25f, 5.25f, 5.25f, 5.25f}, 1, 2, 2, 1)),
                Sample.of(square(2, 2, "VALID"), pair).gives(Tensor.wrap(new double[] {4.25, -5}, 1, 1, 1, 2)),
                Sample.of(channelsFirst, Tensor.wrap(new float[] {1, 2, 3, 4, 8, 7, 6, 5}, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {2, 3, 7, 6}, 1, 2, 1, 2)),
                Sample.rough(square(2, 2, "VALID"), Tensor.wrap(new float[] {1, Float.NaN, 3, 4}, 1, 2, 2, 1))
                        .gives(Tensor.wrap(new float[] {Float.NaN}, 1, 1, 1, 1)),
                Sample.rough(square(2, 2, "SAME"), Tensor.wrap(new float[0], 0, 3, 3, 2))
                        .gives(Tensor.wrap(new float[0], 0, 2, 2, 2)),
                Sample.refused("Negative dimension size caused by subtracting 4 from 3", square(4, 1, "VALID"), image),
                Sample.refused(
                        "depth dimension",
                        new AvgPool(List.of(1L, 1L, 1L, 2L), List.of(1L, 1L, 1L, 2L), "VALID", "NHWC"),
                        pair),
                Sample.refused(
                        "AvgPool requires the stride attribute to contain 4 values, but got: 1",
                        new AvgPool(List.of(1L, 1L, 1L, 2L), List.of(1L), "VALID", "NHWC"),
                        pair));
    }

    private static AvgPool square(long size, long stride, String padding) {
        return new AvgPool(List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), padding, "NHWC");
    }

    /**
     * The gradient: that of each window in equal shares for its elements.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NHWC} or {@code NCHW}
     */
    @OpDef(
            inputs = {"orig_input_shape: int32", "grad: T"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 4",
                "strides: list(int) >= 4",
                "padding: string",
                "data_format: string = 'NHWC'",
                "T: {half, bfloat16, float, double}"
            })
    public record AvgPoolGrad(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
        /** Adds the operation. */
        public static Output of(
                Scope scope,
                Operand origInputShape,
                Operand grad,
                List<Long> ksize,
                List<Long> strides,
                String padding,
                String dataFormat) {
            return scope.output(new AvgPoolGrad(ksize, strides, padding, dataFormat), origInputShape, grad);
        }

        private Pooling pooling() {
            return new Pooling("AvgPool", ksize, strides, padding, dataFormat);
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
            AvgPool again = new AvgPool(ksize, strides, padding, dataFormat);
            return Arrays.asList(null, c.scope().output(again, c.upstream(0)));
        }

        static List<Sample> samples() {
            Tensor grad = Tensor.wrap(new float[] {4, 8, 12, 16}, 1, 2, 2, 1);
            int[] shape = {1, 3, 3, 1};
            AvgPoolGrad valid = square(2, 1, "VALID");
            return List.of(
                    Sample.of(valid, shape, grad)
                            .gives(Tensor.wrap(new float[] {1, 3, 2, 4, 10, 6, 3, 7, 4}, 1, 3, 3, 1)),
                    Sample.of(square(2, 2, "SAME"), shape, grad)
                            .gives(Tensor.wrap(new float[] {1, 1, 4, 1, 1, 4, 6, 6, 16}, 1, 3, 3, 1)),
                    Sample.rough(square(1, 2, "VALID"), shape, grad)
                            .gives(Tensor.wrap(new float[] {4, 0, 8, 0, 0, 0, 12, 0, 16}, 1, 3, 3, 1)),
                    Sample.refused("Expected input 1 to have the shape [1,3,3,1]", valid, new int[] {1, 4, 4, 1}, grad),
                    Sample.refused("a dimension of -1", valid, new int[] {1, -1, 4, 1}, grad));
        }

        private static AvgPoolGrad square(long size, long stride, String padding) {
            return new AvgPoolGrad(List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), padding, "NHWC");
        }
    }
}
