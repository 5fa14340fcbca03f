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
import dev.lamina.op.array.ZerosLike;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link MaxPool}: that of each window goes to its greatest element, of equal ones to the first.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings what lies before and after each axis, if the padding is explicit
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = {"orig_input: T", "orig_output: T", "grad: T"},
        outputs = "output: T",
        attrs = {
            "ksize: list(int) >= 4",
            "strides: list(int) >= 4",
            "padding: string",
            "explicit_paddings: list(int) = []",
            "data_format: string = 'NHWC'",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64} = float"
        })
public record MaxPoolGrad(
        List<Long> ksize, List<Long> strides, String padding, List<Long> explicitPaddings, String dataFormat)
        implements Op {
    /** Adds the operation with padding that is {@code VALID} or {@code SAME}. */
    public static Output of(
            Scope scope,
            Operand origInput,
            Operand origOutput,
            Operand grad,
            List<Long> ksize,
            List<Long> strides,
            String padding,
            String dataFormat) {
        MaxPoolGrad op = new MaxPoolGrad(ksize, strides, padding, List.of(), dataFormat);
        return scope.output(op, origInput, origOutput, grad);
    }

    private Pooling pooling() {
        return new Pooling("MaxPool", ksize, strides, padding, explicitPaddings, dataFormat);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(pooling().input(c, c.shape(0), 1, 2));
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return input == 1;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, pooling());
    }

    static Kernel kernel(KernelContext c, Pooling pooling) {
        Window window = pooling.window(c.inputShape(0), c.inputShape(2));
        if (c.inputType(0) == DType.FLOAT32 && window.isCut()) {
            return new CutWindows(window);
        }
        return Picked.sums(c, window, 2, (wide, type) -> {
            Argmax argmax = new Argmax(wide, window, type, c.inputShape(2));
            return inputs -> argmax.run(inputs[0]);
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        if (!explicitPaddings.isEmpty()) {
            throw c.notDifferentiable();
        }
        Op again = new MaxPoolGradGrad(ksize, strides, padding, dataFormat);
        return gradients(c, c.scope().output(again, c.input(0), c.input(1), c.upstream(0)));
    }

    /** The gradients, of which only that by the gradient is not zero. */
    static List<@Nullable Output> gradients(GradientContext c, Output byGradient) {
        return Arrays.asList(ZerosLike.of(c.scope(), c.input(0)), ZerosLike.of(c.scope(), c.input(1)), byGradient);
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
        Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
        MaxPoolGrad valid = square(2, 1, "VALID");
        Tensor ties = Tensor.wrap(new float[] {5, 5, 5, 5}, 1, 2, 2, 1);
        Tensor one = Tensor.wrap(new float[] {2}, 1, 1, 1, 1);
        Tensor ints = Tensor.wrap(new int[] {1, 4, 4, 2}, 1, 2, 2, 1);
        Tensor number = Tensor.wrap(new int[] {7}, 1, 1, 1, 1);
        return List.of(
                Sample.of(valid, image, Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1), grad)
                        .gives(Tensor.wrap(new float[] {0, 3, 0, 3, 0, 4, 0, 0, 0}, 1, 3, 3, 1)),
                Sample.of(square(2, 2, "SAME"), image, Tensor.wrap(new float[] {9, 7, 6, 5}, 1, 2, 2, 1), grad)
                        .gives(Tensor.wrap(new float[] {0, 1, 0, 0, 0, 2, 0, 3, 4}, 1, 3, 3, 1)),
                Sample.of(
                                new MaxPoolGrad(
                                        List.of(1L, 1L, 2L, 2L), List.of(1L, 1L, 2L, 2L), "VALID", List.of(), "NCHW"),
                                Tensor.wrap(new float[] {1, 2, 3, 4, 8, 7, 6, 5}, 1, 2, 2, 2),
                                Tensor.wrap(new float[] {4, 8}, 1, 2, 1, 1),
                                Tensor.wrap(new float[] {10, 20}, 1, 2, 1, 1))
                        .gives(Tensor.wrap(new float[] {0, 0, 0, 10, 20, 0, 0, 0}, 1, 2, 2, 2)),
                Sample.rough(square(2, 2, "VALID"), ties, Tensor.wrap(new float[] {5}, 1, 1, 1, 1), one)
                        .gives(Tensor.wrap(new float[] {2, 0, 0, 0}, 1, 2, 2, 1)),
                Sample.rough(square(2, 2, "VALID"), ints, Tensor.wrap(new int[] {4}, 1, 1, 1, 1), number)
                        .gives(Tensor.wrap(new int[] {0, 7, 0, 0}, 1, 2, 2, 1)),
                Sample.rough(square(2, 2, "VALID"), narrow(ints), narrow(number), narrow(number))
                        .gives(narrow(Tensor.wrap(new int[] {0, 7, 0, 0}, 1, 2, 2, 1))),
                Sample.refused(
                        "Expected input 2 to have the shape [1,2,2,1], but got [1,1,1,1]", valid, image, grad, one));
    }

    private static Tensor narrow(Tensor tensor) {
        return tensor.cast(DType.UINT8);
    }

    private static MaxPoolGrad square(long size, long stride, String padding) {
        return new MaxPoolGrad(
                List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), padding, List.of(), "NHWC");
    }

    /**
     * The form with windows and strides as inputs.
     *
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NHWC} or {@code NCHW}
     */
    @OpDef(
            inputs = {"orig_input: T", "orig_output: T", "grad: T", "ksize: int32", "strides: int32"},
            outputs = "output: T",
            attrs = {
                "padding: string",
                "data_format: string = 'NHWC'",
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64} = float"
            })
    public record MaxPoolGradV2(String padding, String dataFormat) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Pooling pooling = Pooling.of(c, 3, padding, dataFormat);
            return List.of(pooling == null ? c.shape(0) : pooling.input(c, c.shape(0), 1, 2));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MaxPoolGrad.kernel(c, Pooling.of(c, 3, padding, dataFormat));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op again = new MaxPoolGradGrad.MaxPoolGradGradV2(padding, dataFormat);
            Output byGradient = c.scope().output(again, c.input(0), c.input(1), c.upstream(0), c.input(3), c.input(4));
            List<@Nullable Output> gradients = new ArrayList<>(gradients(c, byGradient));
            gradients.add(null);
            gradients.add(null);
            return gradients;
        }

        static List<Sample> samples() {
            Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
            Tensor pooled = Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
            int[] two = {1, 2, 2, 1};
            int[] one = {1, 1, 1, 1};
            MaxPoolGradV2 valid = new MaxPoolGradV2("VALID", "NHWC");
            return List.of(
                    Sample.of(valid, image, pooled, grad, two, one)
                            .gives(Tensor.wrap(new float[] {0, 3, 0, 3, 0, 4, 0, 0, 0}, 1, 3, 3, 1)),
                    Sample.refused("Negative dimension size", valid, image, pooled, grad, new int[] {1, 9, 9, 1}, one));
        }
    }
}
