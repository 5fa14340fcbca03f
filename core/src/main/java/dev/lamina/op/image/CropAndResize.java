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
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parts of pictures [batch, height, width, channels], each resized to {@code crop_size}: float32, whatever they were.
 *
 * <p>A box is y1, x1, y2, x2 in units of the picture's height and width less one pixel; turned boxes turn the crop. {@code box_ind} says which
 * picture each is of.
 *
 * @param method {@code bilinear} or {@code nearest}
 * @param extrapolationValue what lies outside of the picture
 */
@OpDef(
        inputs = {"image: T", "boxes: float", "box_ind: int32", "crop_size: int32"},
        outputs = "crops: float",
        attrs = {
            "T: {uint8, uint16, int8, int16, int32, int64, half, float, double}",
            "method: string = 'bilinear'",
            "extrapolation_value: float = 0"
        })
public record CropAndResize(String method, float extrapolationValue) implements Op {
    /** Adds the operation, bilinear, with zeros outside. */
    public static Output of(Scope scope, Operand image, Operand boxes, Operand boxInd, Operand cropSize) {
        return scope.output(new CropAndResize("bilinear", 0), image, boxes, boxInd, cropSize);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Crops.checkMethod(c, method);
        Shape image = c.withRank(0, 4, "input image");
        Shape boxes = Crops.boxes(c, 1, 2);
        Shape size = c.withRank(3, 1, "crop_size");
        if (size.dim(0) >= 0 && size.dim(0) != 2) {
            throw c.error("crop_size must have two elements " + size);
        }
        if (image.dim(1) == 0 || image.dim(2) == 0) {
            throw c.error("image dimensions must be positive");
        }
        Tensor value = c.value(3);
        if (value != null && (value.buffer().asLong(0) <= 0 || value.buffer().asLong(1) <= 0)) {
            throw c.error("crop dimensions must be positive");
        }
        long[] dims = value == null ? new long[] {-1, -1} : Integers.of(value);
        return List.of(Shape.of(boxes.dim(0), dims[0], dims[1], image.dim(3)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Crops crops = new Crops(c.inputShape(0), c.outputShape(0));
        Function<Buffer, float[]> images = Resizing.floats(c, 0);
        Cropping cropping = new Cropping(crops, method.equals("nearest"), extrapolationValue);
        Rows all = new Rows(crops.count(), Math.max(1, crops.cropSize()), (inputs, outputs, from, to) -> {
            for (int box = from; box < to; box++) {
                cropping.run(inputs[1].floats(), inputs[2].ints()[box], outputs[0].floats(), box);
            }
        });
        return (inputs, outputs) -> {
            crops.checkIndices(c, inputs[2].ints(), crops.count());
            cropping.x = images.apply(inputs[0]);
            all.run(inputs, outputs);
        };
    }

    /** Makes the crops. */
    private static final class Cropping {
        private final Crops crops;
        private final boolean isNearest;
        private final float outside;
        private float[] x = new float[0];

        Cropping(Crops crops, boolean isNearest, float outside) {
            this.crops = crops;
            this.isNearest = isNearest;
            this.outside = outside;
        }

        void run(float[] boxes, int image, float[] y, int box) {
            int at = box * crops.cropSize();
            for (int i = 0; i < crops.height(); i++) {
                float row = crops.row(boxes, box, i);
                for (int j = 0; j < crops.width(); j++, at += crops.channels()) {
                    float column = crops.column(boxes, box, j);
                    if (!crops.hasRow(row) || !crops.hasColumn(column)) {
                        Arrays.fill(y, at, at + crops.channels(), outside);
                    } else if (isNearest) {
                        int pixel = crops.pixel(image, Math.floor(row + 0.5), Math.floor(column + 0.5));
                        System.arraycopy(x, pixel, y, at, crops.channels());
                    } else {
                        between(image, row, column, y, at);
                    }
                }
            }
        }

        private void between(int image, float row, float column, float[] y, int at) {
            int topLeft = crops.pixel(image, Math.floor(row), Math.floor(column));
            int topRight = crops.pixel(image, Math.floor(row), Math.ceil(column));
            int bottomLeft = crops.pixel(image, Math.ceil(row), Math.floor(column));
            int bottomRight = crops.pixel(image, Math.ceil(row), Math.ceil(column));
            float down = row - (float) Math.floor(row);
            float across = column - (float) Math.floor(column);
            for (int k = 0; k < crops.channels(); k++) {
                float above = x[topLeft + k] + (x[topRight + k] - x[topLeft + k]) * across;
                float below = x[bottomLeft + k] + (x[bottomRight + k] - x[bottomLeft + k]) * across;
                y[at + k] = above + (below - above) * down;
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        DType type = c.input(0).dtype();
        Output byImage = type.isFloating()
                ? scope.output(
                        new CropAndResizeGradImage(type, method),
                        c.upstream(0),
                        c.input(1),
                        c.input(2),
                        Axes.shapeOf(scope, c.input(0)))
                : null;
        Output byBoxes = CropAndResizeGradBoxes.of(scope, c.upstream(0), c.input(0), c.input(1), c.input(2));
        return Arrays.asList(byImage, byBoxes, null, null);
    }

    static List<Sample> samples() {
        Tensor square = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
        Tensor three = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
        float[][] whole = {{0, 0, 1, 1}};
        int[] zero = {0};
        CropAndResize op = new CropAndResize("bilinear", 0);
        return List.of(
                Sample.rough(op, square, whole, zero, new int[] {1, 1})
                        .gives(Tensor.wrap(new float[] {2.5f}, 1, 1, 1, 1)),
                Sample.rough(op, square, whole, zero, new int[] {3, 3})
                        .gives(Tensor.wrap(new float[] {1, 1.5f, 2, 2, 2.5f, 3, 3, 3.5f, 4}, 1, 3, 3, 1)),
                Sample.rough(op, square.cast(DType.UINT8), new float[][] {{1, 1, 0, 0}}, zero, new int[] {3, 3})
                        .gives(Tensor.wrap(new float[] {4, 3.5f, 3, 3, 2.5f, 2, 2, 1.5f, 1}, 1, 3, 3, 1)),
                Sample.rough(new CropAndResize("nearest", 0), three, whole, zero, new int[] {2, 2})
                        .gives(Tensor.wrap(new float[] {1, 3, 7, 9}, 1, 2, 2, 1)),
                Sample.rough(
                                new CropAndResize("bilinear", -1),
                                square,
                                new float[][] {{-1, -1, 1, 1}},
                                zero,
                                new int[] {3, 3})
                        .gives(Tensor.wrap(new float[] {-1, -1, -1, -1, 1, 2, -1, 3, 4}, 1, 3, 3, 1)),
                Sample.of(
                        op,
                        Tensor.wrap(new float[] {1, 3, 2, 7, 5, 6, 4, 9, 8, 2, 6, 4}, 2, 2, 3, 1),
                        new float[][] {
                            {0.125f, 0.1f, 0.75f, 0.8f}, {0.25f, 0.7f, 0.5f, 0.125f}, {0.25f, 0.1f, 0.5f, 0.3f}
                        },
                        new int[] {0, 1, 1},
                        new int[] {2, 2}),
                Sample.of(op, square, new float[][] {{0.125f, 0.25f, 0.5f, 0.8f}}, zero, new int[] {1, 1})
                        .gives(Tensor.wrap(new float[] {2.15f}, 1, 1, 1, 1)),
                Sample.refused(
                        "box_index has values outside [0, batch_size)", op, square, whole, new int[] {1}, new int[] {
                            1, 1
                        }),
                Sample.refused("crop dimensions must be positive", op, square, whole, zero, new int[] {0, 1}),
                Sample.refused("crop_size must have two elements", op, square, whole, zero, zero),
                Sample.refused("boxes must have 4 columns", op, square, new float[1][3], zero, new int[] {1, 1}),
                Sample.refused("box_index has incompatible shape", op, square, whole, new int[2], new int[] {1, 1}));
    }
}
