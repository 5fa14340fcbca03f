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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element of each window that slides over volumes, channel by channel; NaN if one is.
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
            "T: {half, bfloat16, float}"
        })
public record MaxPool3D(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope, Operand input, List<Long> ksize, List<Long> strides, String padding, String dataFormat) {
        return scope.output(new MaxPool3D(ksize, strides, padding, dataFormat), input);
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
        return MaxWindows.of(c, pooling());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op grad = new MaxPool3DGrad(ksize, strides, padding, dataFormat);
        return List.of(c.scope().output(grad, c.input(0), c.output(0), c.upstream(0)));
    }

    static List<Sample> samples() {
        Tensor volume = Tensor.wrap(new float[] {1, 9, 3, 4, 5, 6, 7, 2}, 1, 2, 2, 2, 1);
        Tensor ties = Tensor.wrap(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 1, 2, 2, 2, 1);
        MaxPool3D valid = new MaxPool3D(cube(2), cube(1), "VALID", "NDHWC");
        return List.of(
                Sample.of(valid, volume).gives(Tensor.wrap(new float[] {9}, 1, 1, 1, 1, 1)),
                Sample.of(new MaxPool3D(cube(2), cube(1), "SAME", "NDHWC"), volume)
                        .gives(Tensor.wrap(new float[] {9, 9, 7, 4, 7, 6, 7, 2}, 1, 2, 2, 2, 1)),
                Sample.of(
                                new MaxPool3D(
                                        List.of(1L, 1L, 2L, 1L, 1L), List.of(1L, 1L, 1L, 1L, 1L), "VALID", "NCDHW"),
                                volume.reshape(1, 1, 2, 2, 2))
                        .gives(Tensor.wrap(new float[] {5, 9, 7, 4}, 1, 1, 1, 2, 2)),
                Sample.rough(valid, ties).gives(Tensor.wrap(new float[] {1}, 1, 1, 1, 1, 1)),
                Sample.refused("input must have rank 5", valid, (Object) new float[2][2]),
                Sample.refused(
                        "Pool3D requires the ksize attribute to contain 5 values, but got: 1",
                        new MaxPool3D(List.of(1L), cube(1), "SAME", "NDHWC"),
                        volume));
    }

    private static List<Long> cube(long size) {
        return List.of(1L, size, size, size, 1L);
    }

    /**
     * The gradient: that of each window goes to its greatest element, and to all that are as great to within 1e-5.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NDHWC} or {@code NCDHW}
     */
    @OpDef(
            inputs = {"orig_input: TInput", "orig_output: TInput", "grad: T"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 5",
                "strides: list(int) >= 5",
                "padding: string",
                "data_format: string = 'NDHWC'",
                "T: {half, bfloat16, float} = float",
                "TInput: {half, bfloat16, float} = float"
            })
    public record MaxPool3DGrad(List<Long> ksize, List<Long> strides, String padding, String dataFormat) implements Op {
        private Pooling pooling() {
            return new Pooling("Pool3D", ksize, strides, padding, dataFormat);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(pooling().input(c, c.shape(0), 1, 2));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            if (c.inputType(0) != c.inputType(2)) {
                throw c.error("is not defined for an input of type " + c.inputType(0) + " and a gradient of type "
                        + c.inputType(2));
            }
            return TiedMaxima.of(c, pooling().window(c.inputShape(0), c.inputShape(2)));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op again = new MaxPool3DGradGrad(ksize, strides, padding, dataFormat);
            return MaxPoolGrad.gradients(c, c.scope().output(again, c.input(0), c.input(1), c.upstream(0)));
        }

        static List<Sample> samples() {
            Tensor volume = Tensor.wrap(new float[] {1, 9, 3, 4, 5, 6, 7, 2}, 1, 2, 2, 2, 1);
            Tensor one = Tensor.wrap(new float[] {9}, 1, 1, 1, 1, 1);
            MaxPool3DGrad valid = new MaxPool3DGrad(cube(2), cube(1), "VALID", "NDHWC");
            Tensor ties = Tensor.wrap(new float[] {9, 9, 3, 4, 9.000001f, 6, 7, 2}, 1, 2, 2, 2, 1);
            return List.of(
                    Sample.rough(
                                    valid,
                                    ties,
                                    Tensor.wrap(new float[] {9.000001f}, 1, 1, 1, 1, 1),
                                    Tensor.wrap(new float[] {3}, 1, 1, 1, 1, 1))
                            .gives(Tensor.wrap(new float[] {3, 3, 0, 0, 3, 0, 0, 0}, 1, 2, 2, 2, 1)),
                    Sample.rough(valid, volume, one, Tensor.wrap(new float[] {3}, 1, 1, 1, 1, 1))
                            .gives(Tensor.wrap(new float[] {0, 3, 0, 0, 0, 0, 0, 0}, 1, 2, 2, 2, 1)),
                    Sample.rough(valid, half(volume), half(one), half(one))
                            .gives(half(Tensor.wrap(new float[] {0, 9, 0, 0, 0, 0, 0, 0}, 1, 2, 2, 2, 1))),
                    Sample.refused(
                            "an input of type float16 and a gradient of type float32",
                            valid,
                            half(volume),
                            half(one),
                            one),
                    Sample.refused("Expected input 2 to have the shape [1,1,1,1,1]", valid, volume, one, volume));
        }

        private static Tensor half(Tensor tensor) {
            return tensor.cast(DType.FLOAT16);
        }
    }

    /**
     * The gradient of the gradient: of each window the element of {@code grad} where the greatest of the input is.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param dataFormat {@code NDHWC} or {@code NCDHW}
     */
    @OpDef(
            inputs = {"orig_input: T", "orig_output: T", "grad: T"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 5",
                "strides: list(int) >= 5",
                "padding: string",
                "data_format: string = 'NDHWC'",
                "T: {half, bfloat16, float}"
            })
    public record MaxPool3DGradGrad(List<Long> ksize, List<Long> strides, String padding, String dataFormat)
            implements Op {
        private Pooling pooling() {
            return new Pooling("Pool3D", ksize, strides, padding, dataFormat);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(MaxPoolGradGrad.shape(c, pooling()));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MaxPoolGradGrad.kernel(c, pooling());
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            // Of orig_output this needs the shape alone, its gradient the values.
            Output greatest = c.scope().output(new MaxPool3D(ksize, strides, padding, dataFormat), c.input(0));
            Op grad = new MaxPool3DGrad(ksize, strides, padding, dataFormat);
            return MaxPoolGrad.gradients(c, c.scope().output(grad, c.input(0), greatest, c.upstream(0)));
        }

        static List<Sample> samples() {
            Tensor volume = Tensor.wrap(new float[] {1, 9, 3, 4, 5, 6, 7, 2}, 1, 2, 2, 2, 1);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2, 1);
            Tensor one = Tensor.wrap(new float[] {9}, 1, 1, 1, 1, 1);
            MaxPool3DGradGrad valid = new MaxPool3DGradGrad(cube(2), cube(1), "VALID", "NDHWC");
            return List.of(
                    Sample.of(valid, volume, one, grad).gives(Tensor.wrap(new float[] {2}, 1, 1, 1, 1, 1)),
                    Sample.refused("Expected grad to have the shape [1,2,2,2,1]", valid, volume, one, one));
        }
    }
}
