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
 * Pictures [batch, height, width, channels] in another size, each pixel between the four nearest ones: float32, whatever they
 * were. The size is height and width.
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
public record ResizeBilinear(boolean alignCorners, boolean halfPixelCenters) implements Op {
    /** Adds the operation with pixels' centres half a pixel beyond their places, as TensorFlow 2 has them. */
    public static Output of(Scope scope, Operand images, Operand size) {
        return scope.output(new ResizeBilinear(false, true), images, size);
    }

    private Resizing resizing() {
        return new Resizing(alignCorners, halfPixelCenters);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return resizing().shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int[] in = Strides.dims(c.inputShape(0));
        int[] out = Strides.dims(c.outputShape(0));
        Taps rows = Taps.linear(c, resizing(), in[1], out[1]);
        Taps columns = Taps.linear(c, resizing(), in[2], out[2]);
        Function<Buffer, float[]> images = Resizing.floats(c, 0);
        Lines lines = new Lines(in, out, rows, columns);
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
            int row = line % out[1];
            int picture = line / out[1] * in[1];
            int top = (picture + rows.index[2 * row]) * in[2] * channels;
            int bottom = (picture + rows.index[2 * row + 1]) * in[2] * channels;
            float down = rows.weight[2 * row + 1];
            int at = line * out[2] * channels;
            for (int column = 0; column < out[2]; column++) {
                int left = columns.index[2 * column] * channels;
                int right = columns.index[2 * column + 1] * channels;
                float across = columns.weight[2 * column + 1];
                for (int k = 0; k < channels; k++) {
                    float above = x[top + left + k] + (x[top + right + k] - x[top + left + k]) * across;
                    float below = x[bottom + left + k] + (x[bottom + right + k] - x[bottom + left + k]) * across;
                    y[at++] = above + (below - above) * down;
                }
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new ResizeBilinearGrad(alignCorners, halfPixelCenters);
        Output by = c.input(0).dtype().isFloating() ? c.scope().output(op, c.upstream(0), c.input(0)) : null;
        return Arrays.asList(by, null);
    }

    /**
     * The gradient of {@link ResizeBilinear} by the pictures. The attributes are those of the operation.
     */
    @OpDef(
            inputs = {"grads: float", "original_image: T"},
            outputs = "output: T",
            attrs = {
                "T: {float, bfloat16, half, double}",
                "align_corners: bool = false",
                "half_pixel_centers: bool = false"
            })
    public record ResizeBilinearGrad(boolean alignCorners, boolean halfPixelCenters) implements Op {
        /** Adds the operation with pixels' centres half a pixel beyond their places. */
        public static Output of(Scope scope, Operand grads, Operand originalImage) {
            return scope.output(new ResizeBilinearGrad(false, true), grads, originalImage);
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
                    c,
                    Taps.linear(c, how, large.dim(1), small.dim(1)),
                    Taps.linear(c, how, large.dim(2), small.dim(2)));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Op op = new ResizeBilinear(alignCorners, halfPixelCenters);
            Output size = Resizing.sizeOf(c.scope(), c.input(0));
            return Arrays.asList(c.scope().output(op, c.upstream(0), size), null);
        }

        static List<Sample> samples() {
            Tensor grads = Tensor.wrap(new float[] {1, 2, 4, 8, 16, 32, 64, 128, 256}, 1, 3, 3, 1);
            Tensor image = Tensor.zeros(DType.FLOAT32, Shape.of(1, 2, 2, 1));
            return List.of(
                    Sample.of(new ResizeBilinearGrad(true, false), grads, image)
                            .gives(Tensor.wrap(new float[] {10, 25, 136, 340}, 1, 2, 2, 1)),
                    Sample.of(new ResizeBilinearGrad(false, false), grads, image.cast(DType.FLOAT64)),
                    Sample.of(new ResizeBilinearGrad(false, true), grads, image)
                            .gives(Tensor.wrap(new float[] {10, 25, 136, 340}, 1, 2, 2, 1)),
                    Sample.refused(
                            "original_image must have rank 4",
                            new ResizeBilinearGrad(false, true),
                            grads,
                            new float[2]));
        }
    }

    static List<Sample> samples() {
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
        int[] nine = {3, 3};
        Tensor aligned = Tensor.wrap(new float[] {1, 1.5f, 2, 2, 2.5f, 3, 3, 3.5f, 4}, 1, 3, 3, 1);
        return List.of(
                Sample.of(new ResizeBilinear(false, false), square, nine)
                        .gives(Tensor.wrap(new float[] {1, 5 / 3f, 2, 7 / 3f, 3, 10 / 3f, 3, 11 / 3f, 4}, 1, 3, 3, 1)),
                Sample.of(new ResizeBilinear(true, false), square, nine).gives(aligned),
                Sample.of(new ResizeBilinear(false, true), square, nine).gives(aligned),
                Sample.of(
                                new ResizeBilinear(false, true),
                                Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 1, 1, 2),
                                new int[] {1, 2})
                        .gives(Tensor.wrap(new float[] {1, 2, 1, 2, 3, 4, 3, 4}, 2, 1, 2, 2)),
                Sample.rough(new ResizeBilinear(false, false), square.cast(DType.UINT8), new int[] {1, 1})
                        .gives(Tensor.wrap(new float[] {1}, 1, 1, 1, 1)),
                Sample.rough(new ResizeBilinear(false, false), square.cast(DType.FLOAT64), new int[] {2, 4})
                        .gives(Tensor.wrap(new float[] {1, 1.5f, 2, 2, 3, 3.5f, 4, 4}, 1, 2, 4, 1)),
                Sample.rough(
                                new ResizeBilinear(false, false),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 2, 1)),
                                new int[] {3, 4})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3, 4, 1))),
                Sample.refused("must have rank 4", new ResizeBilinear(false, false), new float[2], nine),
                Sample.refused(
                        "output dimensions must be positive", new ResizeBilinear(false, false), square, new int[] {0, 3
                        }),
                Sample.refused("shape_t must have two elements", new ResizeBilinear(false, false), square, new int[3]),
                Sample.refused(
                        "If half_pixel_centers is True, align_corners must be False.",
                        new ResizeBilinear(true, true),
                        square,
                        nine));
    }
}
