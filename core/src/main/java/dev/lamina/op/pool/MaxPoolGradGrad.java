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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link MaxPoolGrad} by its gradient: of each window the element of {@code grad} where the greatest of the
 * input is.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param padding {@code VALID} or {@code SAME}
 * @param dataFormat {@code NHWC} or {@code NCHW}
 */
@OpDef(
        inputs = {"orig_input: T", "orig_output: T", "grad: T"},
        outputs = "output: T",
        attrs = {
            "ksize: list(int) >= 4",
            "strides: list(int) >= 4",
            "padding: string",
            "data_format: string = 'NHWC'",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64} = float"
        })
public record MaxPoolGradGrad(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope,
            Operand origInput,
            Operand origOutput,
            Operand grad,
            List<Long> ksize,
            List<Long> strides,
            String padding,
            String dataFormat) {
        return scope.output(new MaxPoolGradGrad(ksize, strides, padding, dataFormat), origInput, origOutput, grad);
    }

    private Pooling pooling() {
        return new Pooling("MaxPool", ksize, strides, padding, dataFormat);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(shape(c, pooling()));
    }

    static Shape shape(ShapeContext c, Pooling pooling) {
        Shape pooled = pooling.pooled(c, c.shape(0));
        if (!c.shape(1).isCompatibleWith(pooled)) {
            throw c.error("Expected orig_output to have the shape " + pooled + ", but got " + c.shape(1));
        }
        if (!c.shape(2).isCompatibleWith(c.shape(0))) {
            throw c.error("Expected grad to have the shape " + c.shape(0) + ", but got " + c.shape(2));
        }
        return pooled.merge(c.shape(1));
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
        Window window = pooling.window(c.inputShape(0), c.outputShape(0));
        return Picked.taken(c, window, 2, (wide, type) -> {
            Argmax argmax = new Argmax(wide, window, type, c.outputShape(0));
            return inputs -> argmax.run(inputs[0]);
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        MaxPoolGrad grad = new MaxPoolGrad(ksize, strides, padding, List.of(), dataFormat);
        return MaxPoolGrad.gradients(c, c.scope().output(grad, c.input(0), c.input(1), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
        Tensor pooled = Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1);
        Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
        MaxPoolGradGrad valid = square(2, 1, "VALID");
        return List.of(
                Sample.of(valid, image, pooled, grad).gives(Tensor.wrap(new float[] {2, 2, 4, 6}, 1, 2, 2, 1)),
                Sample.of(square(2, 2, "SAME"), image, Tensor.wrap(new float[] {9, 7, 6, 5}, 1, 2, 2, 1), grad)
                        .gives(Tensor.wrap(new float[] {2, 6, 8, 9}, 1, 2, 2, 1)),
                Sample.refused("Expected grad to have the shape [1,3,3,1]", valid, image, pooled, pooled),
                Sample.refused("Expected orig_output to have the shape [1,2,2,1]", valid, image, image, image));
    }

    private static MaxPoolGradGrad square(long size, long stride, String padding) {
        return new MaxPoolGradGrad(List.of(1L, size, size, 1L), List.of(1L, stride, stride, 1L), padding, "NHWC");
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
    public record MaxPoolGradGradV2(String padding, String dataFormat) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Pooling pooling = Pooling.of(c, 3, padding, dataFormat);
            return List.of(pooling == null ? c.shape(1) : shape(c, pooling));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MaxPoolGradGrad.kernel(c, Pooling.of(c, 3, padding, dataFormat));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op grad = new MaxPoolGrad.MaxPoolGradV2(padding, dataFormat);
            Output byGradient = c.scope().output(grad, c.input(0), c.input(1), c.upstream(0), c.input(3), c.input(4));
            List<@Nullable Output> gradients = new ArrayList<>(MaxPoolGrad.gradients(c, byGradient));
            gradients.add(null);
            gradients.add(null);
            return gradients;
        }

        static List<Sample> samples() {
            Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
            Tensor pooled = Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1);
            int[] two = {1, 2, 2, 1};
            int[] one = {1, 1, 1, 1};
            MaxPoolGradGradV2 valid = new MaxPoolGradGradV2("VALID", "NHWC");
            return List.of(
                    Sample.of(valid, image, pooled, image, two, one).gives(pooled),
                    Sample.refused("Expected grad to have the shape", valid, image, pooled, pooled, two, one));
        }
    }
}
