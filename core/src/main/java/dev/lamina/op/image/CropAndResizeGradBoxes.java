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
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * The gradient of {@link CropAndResize} by the boxes, as of bilinear crops.
 *
 * @param method {@code bilinear}
 */
@OpDef(
        inputs = {"grads: float", "image: T", "boxes: float", "box_ind: int32"},
        outputs = "output: float",
        attrs = {"T: {uint8, uint16, int8, int16, int32, int64, half, float, double}", "method: string = 'bilinear'"})
public record CropAndResizeGradBoxes(String method) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand grads, Operand image, Operand boxes, Operand boxInd) {
        return scope.output(new CropAndResizeGradBoxes("bilinear"), grads, image, boxes, boxInd);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape grads = c.withRank(0, 4, "grads image");
        Shape image = c.withRank(1, 4, "input image");
        Shape boxes = Crops.boxes(c, 2, 3);
        if (!grads.slice(0, 1).isCompatibleWith(boxes)) {
            throw c.error("boxes and grads have incompatible shape: " + boxes + " and " + grads);
        }
        if (!grads.slice(3, 4).isCompatibleWith(image.slice(3, 4))) {
            throw c.error("image, grads depth differ: " + image + " and " + grads);
        }
        return List.of(Shape.of(boxes.merge(grads.slice(0, 1)).dim(0), 4));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Crops crops = new Crops(c.inputShape(1), c.inputShape(0));
        Function<Buffer, float[]> images = Resizing.floats(c, 1);
        Slopes slopes = new Slopes(crops);
        Rows all = new Rows(crops.count(), Math.max(1, crops.cropSize()), (inputs, outputs, from, to) -> {
            for (int box = from; box < to; box++) {
                slopes.run(inputs[0].floats(), inputs[2].floats(), inputs[3].ints()[box], outputs[0].floats(), box);
            }
        });
        return (inputs, outputs) -> {
            crops.checkIndices(c, inputs[3].ints(), crops.count());
            slopes.x = images.apply(inputs[1]);
            all.run(inputs, outputs);
        };
    }

    /** How the crops change with the boxes' edges. */
    private static final class Slopes {
        private final Crops crops;
        private float[] x = new float[0];

        Slopes(Crops crops) {
            this.crops = crops;
        }

        void run(float[] grads, float[] boxes, int image, float[] y, int box) {
            double top = 0;
            double left = 0;
            double bottom = 0;
            double right = 0;
            int at = box * crops.cropSize();
            for (int i = 0; i < crops.height(); i++) {
                float row = crops.row(boxes, box, i);
                for (int j = 0; j < crops.width(); j++, at += crops.channels()) {
                    float column = crops.column(boxes, box, j);
                    if (!crops.hasRow(row) || !crops.hasColumn(column)) {
                        continue;
                    }
                    double down = slope(grads, at, image, row, column, true);
                    double across = slope(grads, at, image, row, column, false);
                    top += down * Crops.byFirstEdge(crops.imageHeight(), crops.height(), i);
                    bottom += down * Crops.byLastEdge(crops.imageHeight(), crops.height(), i);
                    left += across * Crops.byFirstEdge(crops.imageWidth(), crops.width(), j);
                    right += across * Crops.byLastEdge(crops.imageWidth(), crops.width(), j);
                }
            }
            y[4 * box] = (float) top;
            y[4 * box + 1] = (float) left;
            y[4 * box + 2] = (float) bottom;
            y[4 * box + 3] = (float) right;
        }

        /** The gradient by the row, or by the column, of a place in the picture. */
        private double slope(float[] grads, int at, int image, double row, double column, boolean byRow) {
            int topLeft = crops.pixel(image, Math.floor(row), Math.floor(column));
            int topRight = crops.pixel(image, Math.floor(row), Math.ceil(column));
            int bottomLeft = crops.pixel(image, Math.ceil(row), Math.floor(column));
            int bottomRight = crops.pixel(image, Math.ceil(row), Math.ceil(column));
            double other = byRow ? column - Math.floor(column) : row - Math.floor(row);
            int near = byRow ? bottomLeft : topRight;
            int far = byRow ? topRight : bottomLeft;
            double sum = 0;
            for (int k = 0; k < crops.channels(); k++) {
                double first = x[near + k] - x[topLeft + k];
                double second = x[bottomRight + k] - x[far + k];
                sum += grads[at + k] * (first + (second - first) * other);
            }
            return sum;
        }
    }

    static List<Sample> samples() {
        Tensor grads = Tensor.wrap(new float[] {2}, 1, 1, 1, 1);
        Tensor square = Tensor.wrap(new float[] {1, 2, 4, 8}, 1, 2, 2, 1);
        float[][] box = {{0.25f, 0.25f, 0.25f, 0.75f}};
        return List.of(
                // In the middle of a quarter's height the slope down is 4.5, that across is 1.75.
                Sample.rough(new CropAndResizeGradBoxes("bilinear"), grads, square, box, new int[] {0})
                        .gives((Object) new float[][] {{4.5f, 1.75f, 4.5f, 1.75f}}),
                Sample.rough(new CropAndResizeGradBoxes("bilinear"), grads, square.cast(DType.UINT8), box, new int[] {0
                        })
                        .gives((Object) new float[][] {{4.5f, 1.75f, 4.5f, 1.75f}}),
                Sample.refused(
                        "box_index has values outside",
                        new CropAndResizeGradBoxes("bilinear"),
                        grads,
                        square,
                        box,
                        new int[] {-1}));
    }
}
