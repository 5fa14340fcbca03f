package dev.lamina.op.image;

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
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures [batch, height, width, channels] in another size, each pixel the nearest one. The size is height and width.
 *
 * @param alignCorners whether the centres of the corners' pixels stay where they are
 * @param halfPixelCenters whether a pixel's centre is half a pixel beyond its place; not both
 */
@OpDef(
        inputs = {"images: T", "size: int32"},
        outputs = "resized_images: T",
        attrs = {
            "T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}",
            "align_corners: bool = false",
            "half_pixel_centers: bool = false"
        })
public record ResizeNearestNeighbor(boolean alignCorners, boolean halfPixelCenters) implements Op {
    /** Adds the operation with pixels' centres half a pixel beyond their places, as TensorFlow 2 has them. */
    public static Output of(Scope scope, Operand images, Operand size) {
        return scope.output(new ResizeNearestNeighbor(false, true), images, size);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return new Resizing(alignCorners, halfPixelCenters).shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Resizing how = new Resizing(alignCorners, halfPixelCenters);
        int[] in = Strides.dims(c.inputShape(0));
        int[] out = Strides.dims(c.outputShape(0));
        int[] rows = c.workspace(DType.INT32, Shape.of(out[1])).ints();
        int[] columns = c.workspace(DType.INT32, Shape.of(out[2])).ints();
        Rows all = new Rows(out[0] * out[1], Math.max(1, out[2] * out[3]), (inputs, outputs, from, to) -> {
            Object x = inputs[0].array();
            Object y = outputs[0].array();
            for (int line = from; line < to; line++) {
                int begin = (line / out[1] * in[1] + rows[line % out[1]]) * in[2];
                for (int column = 0; column < out[2]; column++) {
                    int pixel = (begin + columns[column]) * in[3];
                    System.arraycopy(x, pixel, y, (line * out[2] + column) * in[3], in[3]);
                }
            }
        });
        return (inputs, outputs) -> {
            how.nearest(in[1], out[1], rows);
            how.nearest(in[2], out[2], columns);
            all.run(inputs, outputs);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new ResizeNearestNeighborGrad(alignCorners, halfPixelCenters);
        Output size = Resizing.sizeOf(c.scope(), c.input(0));
        return Arrays.asList(c.scope().output(op, c.upstream(0), size), null);
    }

    /**
     * The gradient of {@link ResizeNearestNeighbor} by the pictures, whose height and width are the size. The attributes are those of
     * the operation.
     */
    @OpDef(
            inputs = {"grads: T", "size: int32"},
            outputs = "output: T",
            attrs = {
                "T: {uint8, int8, int32, half, float, double, bfloat16}",
                "align_corners: bool = false",
                "half_pixel_centers: bool = false"
            })
    public record ResizeNearestNeighborGrad(boolean alignCorners, boolean halfPixelCenters) implements Op {
        /** Adds the operation with pixels' centres half a pixel beyond their places. */
        public static Output of(Scope scope, Operand grads, Operand size) {
            return scope.output(new ResizeNearestNeighborGrad(false, true), grads, size);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return new Resizing(alignCorners, halfPixelCenters).shapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Resizing how = new Resizing(alignCorners, halfPixelCenters);
            int[] small = Strides.dims(c.inputShape(0));
            int[] large = Strides.dims(c.outputShape(0));
            int[] rows = c.workspace(DType.INT32, Shape.of(small[1])).ints();
            int[] columns = c.workspace(DType.INT32, Shape.of(small[2])).ints();
            DType type = c.inputType(0);
            int channels = small[3];
            int size = large[1] * large[2] * channels;
            Object zero = type.newArray(1);
            Rows all = new Rows(small[0], Math.max(1, small[1] * small[2] * channels), (inputs, outputs, from, to) -> {
                Object y = outputs[0].array();
                Spread.run(zero, 0, y, from * size, (to - from) * size);
                for (int line = from * small[1]; line < to * small[1]; line++) {
                    int begin = (line / small[1] * large[1] + rows[line % small[1]]) * large[2];
                    for (int column = 0; column < small[2]; column++) {
                        int at = (line * small[2] + column) * channels;
                        Accumulate.run(
                                type, 1, inputs[0].array(), at, y, (begin + columns[column]) * channels, channels);
                    }
                }
            });
            return (inputs, outputs) -> {
                how.nearest(large[1], small[1], rows);
                how.nearest(large[2], small[2], columns);
                all.run(inputs, outputs);
            };
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op op = new ResizeNearestNeighbor(alignCorners, halfPixelCenters);
            Output size = Resizing.sizeOf(c.scope(), c.input(0));
            return Arrays.asList(c.scope().output(op, c.upstream(0), size), null);
        }

        static List<Sample> samples() {
            Tensor grads = Tensor.wrap(new float[] {1, 2, 4, 8, 16, 32, 64, 128, 256}, 1, 3, 3, 1);
            return List.of(
                    Sample.of(new ResizeNearestNeighborGrad(false, false), grads, new int[] {2, 2})
                            .gives(Tensor.wrap(new float[] {27, 36, 192, 256}, 1, 2, 2, 1)),
                    Sample.of(new ResizeNearestNeighborGrad(true, false), grads, new int[] {2, 2})
                            .gives(Tensor.wrap(new float[] {1, 6, 72, 432}, 1, 2, 2, 1)),
                    Sample.of(new ResizeNearestNeighborGrad(false, true), grads, new int[] {1, 2})
                            .gives(Tensor.wrap(new float[] {73, 438}, 1, 1, 2, 1)),
                    Sample.rough(new ResizeNearestNeighborGrad(false, true), grads.cast(DType.INT32), new int[] {1, 1})
                            .gives(Tensor.wrap(new int[] {511}, 1, 1, 1, 1)),
                    Sample.refused(
                            "output dimensions must be positive",
                            new ResizeNearestNeighborGrad(false, false),
                            grads,
                            new int[] {0, 2}));
        }
    }

    static List<Sample> samples() {
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
        int[] nine = {3, 3};
        return List.of(
                Sample.of(new ResizeNearestNeighbor(false, false), square, nine)
                        .gives(Tensor.wrap(new float[] {1, 1, 2, 1, 1, 2, 3, 3, 4}, 1, 3, 3, 1)),
                Sample.of(new ResizeNearestNeighbor(true, false), square, nine)
                        .gives(Tensor.wrap(new float[] {1, 2, 2, 3, 4, 4, 3, 4, 4}, 1, 3, 3, 1)),
                Sample.of(new ResizeNearestNeighbor(false, true), square, nine)
                        .gives(Tensor.wrap(new float[] {1, 2, 2, 3, 4, 4, 3, 4, 4}, 1, 3, 3, 1)),
                Sample.of(new ResizeNearestNeighbor(false, true), square.cast(DType.FLOAT64), new int[] {1, 1})
                        .gives(Tensor.wrap(new double[] {4}, 1, 1, 1, 1)),
                Sample.rough(new ResizeNearestNeighbor(false, false), square.cast(DType.UINT8), new int[] {1, 4})
                        .gives(Tensor.of(new int[][][][] {{{{1}, {1}, {2}, {2}}}}, DType.UINT8)),
                Sample.refused(
                        "input image must be of non-zero size",
                        new ResizeNearestNeighbor(false, false),
                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 0, 2, 1)),
                        nine));
    }
}
