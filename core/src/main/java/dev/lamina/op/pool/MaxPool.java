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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element of each window that slides over images, channel by channel; NaN if one is.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param padding {@code VALID}: windows lie within the image; {@code SAME}: there are as many as strides fit into it;
 *     {@code EXPLICIT}: within the image and the explicit paddings
 * @param explicitPaddings what lies before and after each axis, if the padding is explicit
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {
            "T: {half, bfloat16, float, double, int32, int64, uint8, int16, int8, uint16} = float",
            "ksize: list(int) >= 4",
            "strides: list(int) >= 4",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'"
        })
public record MaxPool(
        List<Long> ksize, List<Long> strides, String padding, List<Long> explicitPaddings, String dataFormat)
        implements Op {
    /** Adds the operation with padding that is {@code VALID} or {@code SAME}. */
    public static Output of(
            Scope scope, Operand input, List<Long> ksize, List<Long> strides, String padding, String dataFormat) {
        return scope.output(new MaxPool(ksize, strides, padding, List.of(), dataFormat), input);
    }

    private Pooling pooling() {
        return new Pooling("MaxPool", ksize, strides, padding, explicitPaddings, dataFormat);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(pooling().pooled(c, c.shape(0)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return MaxWindows.of(c, pooling());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        MaxPoolGrad grad = new MaxPoolGrad(ksize, strides, padding, explicitPaddings, dataFormat);
        return List.of(c.scope().output(grad, c.input(0), c.output(0), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
        Tensor pair = Tensor.wrap(new float[] {1, -2, 3, -4, 5, -6, 7, -8}, 1, 2, 2, 2);
        Tensor bytes = Tensor.of(Tensor.wrap(new int[] {200, 100, 3, 4}, 1, 2, 2, 1), DType.UINT8);
        MaxPool valid = square(2, 1, "VALID");
        return List.of(
                Sample.of(valid, image).gives(Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1)),
                Sample.of(square(2, 2, "SAME"), image).gives(Tensor.wrap(new float[] {9, 7, 6, 5}, 1, 2, 2, 1)),
                Sample.of(square(3, 2, "SAME"), image).gives(Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1)),
                Sample.of(square(2, 2, "VALID"), pair).gives(Tensor.wrap(new float[] {7, -2}, 1, 1, 1, 2)),
                Sample.of(
                                new MaxPool(
                                        List.of(1L, 1L, 2L, 2L), List.of(1L, 1L, 2L, 2L), "VALID", List.of(), "NCHW"),
                                Tensor.wrap(new float[] {1, 2, 3, 4, 8, 7, 6, 5}, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {4, 8}, 1, 2, 1, 1)),
                Sample.of(
                                new MaxPool(
                                        List.of(1L, 2L, 2L, 1L),
                                        List.of(1L, 2L, 2L, 1L),
                                        "EXPLICIT",
                                        List.of(0L, 0L, 1L, 0L, 0L, 1L, 0L, 0L),
                                        "NHWC"),
                                image)
                        .gives(Tensor.wrap(new float[] {9, 2, 8, 7}, 1, 2, 2, 1)),
                Sample.of(
                                new MaxPool(
                                        List.of(1L, 1L, 1L, 2L), List.of(1L, 1L, 1L, 2L), "VALID", List.of(), "NHWC"),
                                pair)
                        .gives(Tensor.wrap(new float[] {1, 3, 5, 7}, 1, 2, 2, 1)),
                Sample.rough(square(2, 2, "VALID"), bytes)
                        .gives(Tensor.of(Tensor.wrap(new int[] {200}, 1, 1, 1, 1), DType.UINT8)),
                Sample.rough(square(2, 2, "SAME"), Tensor.wrap(new float[0], 0, 3, 3, 2))
                        .gives(Tensor.wrap(new float[0], 0, 2, 2, 2)),
                Sample.refused("Negative dimension size caused by subtracting 4 from 3", square(4, 1, "VALID"), image),
                Sample.refused("Stride must be > 0, but got 0", square(2, 0, "SAME"), image),
                Sample.refused("input must have rank 4", valid, (Object) new float[2][3]),
                Sample.refused("Unknown padding type: same", square(2, 1, "same"), image),
                Sample.refused(
                        "MaxPool requires the ksize attribute to contain 4 values, but got: 5",
                        new MaxPool(List.of(1L, 2L, 2L, 1L, 1L), List.of(1L, 1L, 1L, 1L), "SAME", List.of(), "NHWC"),
                        image),
                Sample.refused(
                        "batch dimension",
                        new MaxPool(List.of(2L, 1L, 1L, 1L), List.of(1L, 1L, 1L, 1L), "SAME", List.of(), "NHWC"),
                        image));
    }

    private static MaxPool square(long size, long stride, String padding) {
        return new MaxPool(List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), padding, List.of(), "NHWC");
    }

    /**
     * The form with windows and strides as inputs.
     *
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NHWC} or {@code NCHW}
     */
    @OpDef(
            inputs = {"input: T", "ksize: int32", "strides: int32"},
            outputs = "output: T",
            attrs = {
                "T: {half, bfloat16, float, double, int32, int64, uint8, int16, int8, uint16} = float",
                "padding: string",
                "data_format: string = 'NHWC'"
            })
    public record MaxPoolV2(String padding, String dataFormat) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Pooling pooling = Pooling.of(c, 1, padding, dataFormat);
            return List.of(pooling == null ? Shape.unknown(4) : pooling.pooled(c, c.shape(0)));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MaxWindows.of(c, Pooling.of(c, 1, padding, dataFormat));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            MaxPoolGrad.MaxPoolGradV2 grad = new MaxPoolGrad.MaxPoolGradV2(padding, dataFormat);
            Output slope = c.scope().output(grad, c.input(0), c.output(0), c.upstream(0), c.input(1), c.input(2));
            return Arrays.asList(slope, null, null);
        }

        static List<Sample> samples() {
            Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
            int[] two = {1, 2, 2, 1};
            int[] one = {1, 1, 1, 1};
            MaxPoolV2 valid = new MaxPoolV2("VALID", "NHWC");
            return List.of(
                    Sample.of(valid, image, two, one).gives(Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1)),
                    Sample.rough(valid, Tensor.wrap(new long[] {3, 1, 3, 2}, 1, 2, 2, 1), two, one)
                            .gives(Tensor.wrap(new long[] {3}, 1, 1, 1, 1)),
                    Sample.refused("must be > 0, but got -1", valid, image, two, new int[] {1, -1, 1, 1}),
                    Sample.refused("to contain 4 values, but got: 1", valid, image, two, new int[] {1}));
        }
    }
}
