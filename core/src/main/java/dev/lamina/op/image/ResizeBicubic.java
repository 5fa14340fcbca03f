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
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pictures [batch, height, width, channels] in another size, by cubic convolution of the sixteen nearest pixels: float32,
 * whatever they were. The size is height and width.
 *
 * @param alignCorners whether the centres of the corners' pixels stay where they are
 * @param halfPixelCenters whether a pixel's centre is half a pixel beyond its place; not both
 */
@OpDef(
        inputs = {"images: T", "size: int32"},
        outputs = "resized_images: float",
        attrs = {
            "T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}",
            "align_corners: bool = false",
            "half_pixel_centers: bool = false"
        })
public record ResizeBicubic(boolean alignCorners, boolean halfPixelCenters) implements Op {
    /** Adds the operation with pixels' centres half a pixel beyond their places, as TensorFlow 2 has them. */
    public static Output of(Scope scope, Operand images, Operand size) {
        return scope.output(new ResizeBicubic(false, true), images, size);
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
        Lines lines = new Lines(in, out, Taps.cubic(c, how, in[1], out[1]), Taps.cubic(c, how, in[2], out[2]));
        Function<Buffer, float[]> images = Resizing.floats(c, 0);
        Rows all = new Rows(out[0] * out[1], Math.max(1, out[2] * out[3]), (inputs, outputs, from, to) -> {
            for (int line = from; line < to; line++) {
                lines.run(outputs[0].floats(), line);
            }
        });
        return (inputs, outputs) -> {
            lines.begin(images.apply(inputs[0]));
            all.run(inputs, outputs);
        };
    }

    /** Makes the output's lines. */
    private static final class Lines {
        private final int[] in;
        private final int[] out;
        private final Taps rows;
        private final Taps columns;
        private float[] x = new float[0];

        Lines(int[] in, int[] out, Taps rows, Taps columns) {
            this.in = in;
            this.out = out;
            this.rows = rows;
            this.columns = columns;
        }

        void begin(float[] images) {
            rows.fill();
            columns.fill();
            x = images;
        }

        void run(float[] y, int line) {
            int channels = in[3];
            int row = 4 * (line % out[1]);
            int picture = line / out[1] * in[1];
            int at = line * out[2] * channels;
            for (int column = 0; column < 4 * out[2]; column += 4) {
                for (int k = 0; k < channels; k++) {
                    float sum = 0;
                    for (int j = 0; j < 4; j++) {
                        int place = columns.index[column + j] * channels + k;
                        float down = 0;
                        for (int i = 0; i < 4; i++) {
                            int begin = (picture + rows.index[row + i]) * in[2] * channels;
                            down += x[begin + place] * rows.weight[row + i];
                        }
                        sum += down * columns.weight[column + j];
                    }
                    y[at++] = sum;
                }
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        DType type = c.input(0).dtype();
        Op op = new ResizeBicubicGrad(alignCorners, halfPixelCenters);
        boolean flows = type == DType.FLOAT32 || type == DType.FLOAT64;
        return Arrays.asList(flows ? c.scope().output(op, c.upstream(0), c.input(0)) : null, null);
    }

    /** The gradient of {@link ResizeBicubic} by the pictures. The attributes are those of the operation. */
    @OpDef(
            inputs = {"grads: float", "original_image: T"},
            outputs = "output: T",
            attrs = {"T: {float, double}", "align_corners: bool = false", "half_pixel_centers: bool = false"})
    public record ResizeBicubicGrad(boolean alignCorners, boolean halfPixelCenters) implements Op {
        /** Adds the operation with pixels' centres half a pixel beyond their places. */
        public static Output of(Scope scope, Operand grads, Operand originalImage) {
            return scope.output(new ResizeBicubicGrad(false, true), grads, originalImage);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return new Resizing(alignCorners, halfPixelCenters).gradientShapes(c);
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Resizing how = new Resizing(alignCorners, halfPixelCenters);
            Shape small = c.inputShape(0);
            Shape large = c.inputShape(1);
            return TapGradient.kernel(
                    c, Taps.cubic(c, how, large.dim(1), small.dim(1)), Taps.cubic(c, how, large.dim(2), small.dim(2)));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op op = new ResizeBicubic(alignCorners, halfPixelCenters);
            Output size = Resizing.sizeOf(c.scope(), c.input(0));
            return Arrays.asList(c.scope().output(op, c.upstream(0), size), null);
        }

        static List<Sample> samples() {
            Tensor grads = Tensor.wrap(new float[] {1, 2}, 1, 1, 2, 1);
            Tensor image = Tensor.zeros(DType.FLOAT32, Shape.of(1, 1, 4, 1));
            return List.of(
                    // With the coefficient -3/4 the first pixel stays, the second lies on the third.
                    Sample.of(new ResizeBicubicGrad(false, false), grads, image)
                            .gives(Tensor.wrap(new float[] {1, 0, 2, 0}, 1, 1, 4, 1)),
                    Sample.of(new ResizeBicubicGrad(false, true), grads, image.cast(DType.FLOAT64)),
                    Sample.refused(
                            "batch and channels of the gradient",
                            new ResizeBicubicGrad(false, true),
                            grads,
                            Tensor.zeros(DType.FLOAT32, Shape.of(1, 1, 4, 2))));
        }
    }

    static List<Sample> samples() {
        Tensor row = Tensor.wrap(new float[] {1, 2, 4, 8}, 1, 1, 4, 1);
        return List.of(
                Sample.of(new ResizeBicubic(false, false), row, new int[] {1, 8})
                        .gives(Tensor.wrap(new float[] {1, 1.3125f, 2, 2.71875f, 4, 6.1875f, 8, 8.375f}, 1, 1, 8, 1)),
                Sample.of(new ResizeBicubic(true, false), row, new int[] {2, 4})
                        .gives(Tensor.wrap(new float[] {1, 2, 4, 8, 1, 2, 4, 8}, 1, 2, 4, 1)),
                Sample.of(new ResizeBicubic(false, true), row, new int[] {1, 2})
                        .gives(Tensor.wrap(new float[] {1.352941f, 6.235294f}, 1, 1, 2, 1)),
                Sample.rough(new ResizeBicubic(false, false), row.cast(DType.INT64), new int[] {1, 2})
                        .gives(Tensor.wrap(new float[] {1, 4}, 1, 1, 2, 1)),
                Sample.refused("output dimensions must be positive", new ResizeBicubic(false, false), row, new int[2]));
    }
}
