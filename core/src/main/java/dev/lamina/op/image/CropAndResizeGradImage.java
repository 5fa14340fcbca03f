package dev.lamina.op.image;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of {@link CropAndResize} by the pictures, whose shape is the last input.
 *
 * @param t the type of the result
 * @param method {@code bilinear} or {@code nearest}
 */
@OpDef(
        inputs = {"grads: float", "boxes: float", "box_ind: int32", "image_size: int32"},
        outputs = "output: T",
        attrs = {"T: {float, half, double}", "method: string = 'bilinear'"})
public record CropAndResizeGradImage(DType t, String method) implements Op {
    /** Adds the gradient of bilinear crops. */
    public static Output of(Scope scope, Operand grads, Operand boxes, Operand boxInd, Operand imageSize, DType dtype) {
        return scope.output(new CropAndResizeGradImage(dtype, "bilinear"), grads, boxes, boxInd, imageSize);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Crops.checkMethod(c, method);
        Shape grads = c.withRank(0, 4, "grads image");
        Shape boxes = Crops.boxes(c, 1, 2);
        if (!grads.slice(0, 1).isCompatibleWith(boxes)) {
            throw c.error("boxes and grads have incompatible shape: " + boxes + " and " + grads);
        }
        Shape images = Integers.wantedShape(c, 3);
        if (images.hasRank() && images.rank() != 4) {
            throw c.error("image_size must have 4 elements, not " + images.rank());
        }
        if (images.hasRank() && !images.slice(3, 4).isCompatibleWith(grads.slice(3, 4))) {
            throw c.error("image_size and grads are incompatible: " + images + " and " + grads);
        }
        return List.of(images.hasRank() ? images : Shape.unknown(4));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Crops crops = new Crops(c.outputShape(0), c.inputShape(0));
        Buffer sums = c.workspace(DType.FLOAT64, c.outputShape(0));
        boolean isNearest = method.equals("nearest");
        // A picture is one thread's work, as several crops may be of it.
        Rows all = new Rows(crops.pictures(), Math.max(1, crops.imageSize()), (inputs, outputs, from, to) -> {
            double[] sum = sums.doubles();
            Arrays.fill(sum, from * crops.imageSize(), to * crops.imageSize(), 0);
            for (int box = 0; box < crops.count(); box++) {
                int image = inputs[2].ints()[box];
                if (image >= from && image < to) {
                    spread(crops, inputs[0].floats(), inputs[1].floats(), box, image, isNearest, sum);
                }
            }
            Conversion.run(sums, outputs[0], from * crops.imageSize(), to * crops.imageSize());
        });
        return (inputs, outputs) -> {
            crops.checkIndices(c, inputs[2].ints(), crops.count());
            all.run(inputs, outputs);
        };
    }

    private static void spread(
            Crops crops, float[] grads, float[] boxes, int box, int image, boolean isNearest, double[] sum) {
        int at = box * crops.cropSize();
        for (int i = 0; i < crops.height(); i++) {
            float row = crops.row(boxes, box, i);
            for (int j = 0; j < crops.width(); j++, at += crops.channels()) {
                float column = crops.column(boxes, box, j);
                if (!crops.hasRow(row) || !crops.hasColumn(column)) {
                    continue;
                }
                if (isNearest) {
                    int pixel = crops.pixel(image, Math.floor(row + 0.5), Math.floor(column + 0.5));
                    add(grads, at, 1, sum, pixel, crops.channels());
                } else {
                    double top = Math.floor(row);
                    double left = Math.floor(column);
                    double down = row - top;
                    double across = column - left;
                    double bottom = Math.ceil(row);
                    double right = Math.ceil(column);
                    int n = crops.channels();
                    add(grads, at, (1 - down) * (1 - across), sum, crops.pixel(image, top, left), n);
                    add(grads, at, (1 - down) * across, sum, crops.pixel(image, top, right), n);
                    add(grads, at, down * (1 - across), sum, crops.pixel(image, bottom, left), n);
                    add(grads, at, down * across, sum, crops.pixel(image, bottom, right), n);
                }
            }
        }
    }

    private static void add(float[] grads, int at, double weight, double[] sum, int to, int n) {
        for (int k = 0; k < n; k++) {
            sum[to + k] += weight * grads[at + k];
        }
    }

    static List<Sample> samples() {
        Tensor grads = Tensor.wrap(new float[] {1, 2, 4, 8, 16, 32, 64, 128, 256}, 1, 3, 3, 1);
        float[][] whole = {{0, 0, 1, 1}};
        int[] size = {2, 2, 2, 1};
        return List.of(
                Sample.rough(new CropAndResizeGradImage(DType.FLOAT32, "bilinear"), grads, whole, new int[] {1}, size)
                        .gives(Tensor.wrap(new float[] {0, 0, 0, 0, 10, 25, 136, 340}, 2, 2, 2, 1)),
                Sample.rough(new CropAndResizeGradImage(DType.FLOAT64, "nearest"), grads, whole, new int[] {0}, size)
                        .gives(Tensor.wrap(new double[] {1, 6, 72, 432, 0, 0, 0, 0}, 2, 2, 2, 1)),
                Sample.refused(
                        "box_index has values outside [0, batch_size)",
                        new CropAndResizeGradImage(DType.FLOAT32, "bilinear"),
                        grads,
                        whole,
                        new int[] {2},
                        size),
                Sample.refused(
                        "image_size must have 4 elements",
                        new CropAndResizeGradImage(DType.FLOAT32, "bilinear"),
                        grads,
                        whole,
                        new int[1],
                        new int[3]));
    }
}
