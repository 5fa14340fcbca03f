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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element of each window that slides over images, channel by channel, and where it is, of equal ones the first: its flat
 * index {@code (row * width + column) * channels + channel}, of the whole batch if that is wanted.
 *
 * @param ksize how long a window is along each axis
 * @param strides how far apart windows begin along each axis
 * @param targmax int32 or int64, the type of the indices
 * @param padding {@code VALID} or {@code SAME}
 * @param includeBatchInIndex whether indices count the images before as well
 */
@OpDef(
        inputs = "input: T",
        outputs = {"output: T", "argmax: Targmax"},
        attrs = {
            "ksize: list(int) >= 4",
            "strides: list(int) >= 4",
            "Targmax: {int32, int64} = int64",
            "padding: string",
            "include_batch_in_index: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}"
        })
public record MaxPoolWithArgmax(
        List<Long> ksize, List<Long> strides, DType targmax, String padding, boolean includeBatchInIndex)
        implements Op {
    /** Adds the operation: the greatest, and their int64 indices within each image. */
    public static List<Output> of(Scope scope, Operand input, List<Long> ksize, List<Long> strides, String padding) {
        MaxPoolWithArgmax op = new MaxPoolWithArgmax(ksize, strides, DType.INT64, padding, false);
        return scope.node(op, List.of(input)).outputs();
    }

    private Pooling pooling() {
        return new Pooling("MaxPool", ksize, strides, padding, "NHWC");
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape pooled = Indices.pooled(c, pooling());
        return List.of(pooled, pooled);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Indices.found(c, pooling(), includeBatchInIndex);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op grad = new MaxPoolGradWithArgmax(ksize, strides, padding, includeBatchInIndex);
        return List.of(c.scope().output(grad, c.input(0), c.upstream(0), c.output(1)));
    }

    static List<Sample> samples() {
        Tensor images = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5, 3, 7, 2}, 2, 2, 3, 1);
        Tensor pair = Tensor.wrap(new float[] {1, -2, 3, -4, 5, -6, 5, -8}, 1, 2, 2, 2);
        MaxPoolWithArgmax own = square(DType.INT64, "VALID", false);
        return List.of(
                Sample.of(own, images)
                        .gives(
                                Tensor.wrap(new float[] {9, 9, 7, 7}, 2, 1, 2, 1),
                                Tensor.wrap(new long[] {1, 1, 4, 4}, 2, 1, 2, 1)),
                Sample.of(square(DType.INT32, "SAME", true), images)
                        .gives(
                                Tensor.wrap(new float[] {9, 9, 7, 8, 7, 7, 7, 7, 5, 7, 7, 2}, 2, 2, 3, 1),
                                Tensor.wrap(new int[] {1, 1, 5, 3, 5, 5, 10, 10, 8, 10, 10, 11}, 2, 2, 3, 1)),
                Sample.rough(own, pair)
                        .gives(
                                Tensor.wrap(new float[] {5, -2}, 1, 1, 1, 2),
                                Tensor.wrap(new long[] {4, 1}, 1, 1, 1, 2)),
                Sample.refused("input must have rank 4", own, (Object) new float[2][2]));
    }

    private static MaxPoolWithArgmax square(DType type, String padding, boolean includeBatch) {
        return new MaxPoolWithArgmax(List.of(1L, 2L, 2L, 1L), List.of(1L, 1L, 1L, 1L), type, padding, includeBatch);
    }

    /**
     * The gradient: that of each window goes where its greatest element was.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param includeBatchInIndex whether indices count the images before as well
     */
    @OpDef(
            inputs = {"input: T", "grad: T", "argmax: Targmax"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 4",
                "strides: list(int) >= 4",
                "padding: string",
                "include_batch_in_index: bool = false",
                "Targmax: {int32, int64}",
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}"
            })
    public record MaxPoolGradWithArgmax(
            List<Long> ksize, List<Long> strides, String padding, boolean includeBatchInIndex) implements Op {
        private Pooling pooling() {
            return new Pooling("MaxPool", ksize, strides, padding, "NHWC");
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(pooling().input(c, c.shape(0), 1, 2));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 0;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Window window = pooling().window(c.inputShape(0), c.inputShape(1));
            return Picked.sums(
                    c, window, 1, (wide, type) -> Indices.given(wide, window, c.inputShape(1), includeBatchInIndex));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op again = new MaxPoolGradGradWithArgmax(ksize, strides, padding, includeBatchInIndex);
            return Arrays.asList(
                    ZerosLike.of(c.scope(), c.input(0)),
                    c.scope().output(again, c.input(0), c.upstream(0), c.input(2)),
                    null);
        }

        static List<Sample> samples() {
            Tensor images = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5, 3, 7, 2}, 2, 2, 3, 1);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 1, 2, 1);
            Tensor places = Tensor.wrap(new long[] {1, 1, 1, 4}, 2, 1, 2, 1);
            MaxPoolGradWithArgmax own = square("VALID", false);
            return List.of(
                    Sample.of(own, images, grad, places)
                            .gives(Tensor.wrap(new float[] {0, 3, 0, 0, 0, 0, 0, 3, 0, 0, 4, 0}, 2, 2, 3, 1)),
                    Sample.of(square("VALID", true), images, grad, Tensor.wrap(new int[] {1, 1, 7, 10}, 2, 1, 2, 1))
                            .gives(Tensor.wrap(new float[] {0, 3, 0, 0, 0, 0, 0, 3, 0, 0, 4, 0}, 2, 2, 3, 1)),
                    Sample.refused(
                            "Invalid argmax index 6 of image 0",
                            own,
                            images,
                            grad,
                            Tensor.wrap(new long[] {1, 6, 1, 4}, 2, 1, 2, 1)),
                    Sample.refused("Expected input 1 to have the shape [2,1,2,1]", own, images, images, places));
        }

        private static MaxPoolGradWithArgmax square(String padding, boolean includeBatch) {
            return new MaxPoolGradWithArgmax(List.of(1L, 2L, 2L, 1L), List.of(1L, 1L, 1L, 1L), padding, includeBatch);
        }
    }

    /**
     * The gradient of the gradient: of each window the element of {@code grad} where its greatest was.
     *
     * @param ksize how long a window is along each axis
     * @param strides how far apart windows begin along each axis
     * @param padding {@code VALID} or {@code SAME}
     * @param includeBatchInIndex whether indices count the images before as well
     */
    @OpDef(
            inputs = {"input: T", "grad: T", "argmax: Targmax"},
            outputs = "output: T",
            attrs = {
                "ksize: list(int) >= 4",
                "strides: list(int) >= 4",
                "padding: string",
                "include_batch_in_index: bool = false",
                "Targmax: {int32, int64}",
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}"
            })
    public record MaxPoolGradGradWithArgmax(
            List<Long> ksize, List<Long> strides, String padding, boolean includeBatchInIndex) implements Op {
        private Pooling pooling() {
            return new Pooling("MaxPool", ksize, strides, padding, "NHWC");
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape pooled = Indices.pooled(c, pooling());
            if (!c.shape(1).isCompatibleWith(c.shape(0)) || !c.shape(2).isCompatibleWith(pooled)) {
                throw c.error("Expected grad of shape " + c.shape(0) + " and argmax of shape " + pooled + ", but got "
                        + c.shape(1) + " and " + c.shape(2));
            }
            return List.of(pooled.merge(c.shape(2)));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 0;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Window window = pooling().window(c.inputShape(0), c.outputShape(0));
            return Picked.taken(
                    c, window, 1, (wide, type) -> Indices.given(wide, window, c.outputShape(0), includeBatchInIndex));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op grad = new MaxPoolGradWithArgmax(ksize, strides, padding, includeBatchInIndex);
            return Arrays.asList(
                    ZerosLike.of(c.scope(), c.input(0)),
                    c.scope().output(grad, c.input(0), c.upstream(0), c.input(2)),
                    null);
        }

        static List<Sample> samples() {
            Tensor images = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5, 3, 7, 2}, 2, 2, 3, 1);
            Tensor places = Tensor.wrap(new long[] {1, 1, 1, 4}, 2, 1, 2, 1);
            MaxPoolGradGradWithArgmax own =
                    new MaxPoolGradGradWithArgmax(List.of(1L, 2L, 2L, 1L), List.of(1L, 1L, 1L, 1L), "VALID", false);
            return List.of(
                    Sample.of(own, images, images, places).gives(Tensor.wrap(new float[] {9, 9, 6, 7}, 2, 1, 2, 1)),
                    Sample.refused(
                            "Expected grad of shape [2,2,3,1]", own, images, images.reshape(1, 4, 3, 1), places));
        }
    }
}
