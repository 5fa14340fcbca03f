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
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * Pictures [batch, height, width, channels] with the edges of boxes drawn in them, one pixel wide. Channels are 1, 3 or 4.
 *
 * <p>Boxes are [batch, n, 4]: y and x from, y and x to, in units of the picture's height and width. The colours, [m, channels] or more,
 * take turns; where there are none, ten that are easy to tell apart. Boxes that are turned or lie outside are left out.
 */
@OpDef(
        inputs = {"images: T", "boxes: float", "colors: float"},
        outputs = "output: T",
        attrs = "T: {float, half} = float")
public record DrawBoundingBoxesV2() implements Op {
    private static final float[] COLORS = {
        1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0.5f, 0, 0.5f, 1, //
        0.5f, 0.5f, 0, 1, 0.5f, 0, 0, 1, 0, 0, 0.5f, 1, 0, 1, 1, 1, 1, 0, 1, 1
    };

    /** Adds the operation. */
    public static Output of(Scope scope, Operand images, Operand boxes, Operand colors) {
        return scope.output(new DrawBoundingBoxesV2(), images, boxes, colors);
    }

    /** The form without colours. */
    @OpDef(
            inputs = {"images: T", "boxes: float"},
            outputs = "output: T",
            attrs = "T: {float, half} = float")
    record DrawBoundingBoxes() implements Superseded {
        @Override
        public Op successor() {
            return new DrawBoundingBoxesV2();
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            Output none = Const.of(scope.named("colors"), Tensor.zeros(DType.FLOAT32, Shape.of(0, 4)));
            return List.of(given.get(0), given.get(1), none);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape images = c.withRank(0, 4, "images");
        Shape boxes = c.withRank(1, 3, "boxes");
        Shape colors = c.withRank(2, 2, "colors");
        if (!images.slice(0, 1).isCompatibleWith(boxes.slice(0, 1))) {
            throw c.error("The batch sizes should be the same");
        }
        long depth = images.dim(3);
        if (depth >= 0 && depth != 1 && depth != 3 && depth != 4) {
            throw c.error("Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA)");
        }
        if (boxes.dim(2) >= 0 && boxes.dim(2) != 4) {
            throw c.error("The size of the third dimension of the box must be 4. Received: " + boxes.dim(2));
        }
        if (depth >= 0 && colors.dim(1) >= 0 && colors.dim(1) < depth) {
            throw c.error("colors must have equal or more channels than the image provided: " + colors);
        }
        return List.of(images);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) != DType.FLOAT32) {
            return Widened.of(c, this::kernel);
        }
        int[] dims = Strides.dims(c.inputShape(0));
        int boxes = (int) c.inputShape(1).dim(1);
        boolean ownColors = c.inputShape(2).size() == 0;
        int step = ownColors ? 4 : (int) c.inputShape(2).dim(1);
        int colors = ownColors ? COLORS.length / 4 : (int) c.inputShape(2).dim(0);
        return (inputs, outputs) -> {
            outputs[0].copyFrom(inputs[0]);
            float[] table = ownColors ? COLORS : inputs[2].floats();
            for (int i = 0; i < dims[0] * boxes; i++) {
                int color = i % boxes % colors * step;
                draw(dims, outputs[0].floats(), i / boxes, inputs[1].floats(), 4 * i, table, color, ownColors);
            }
        };
    }

    private static void draw(
            int[] dims, float[] y, int image, float[] boxes, int box, float[] colors, int color, boolean ownColors) {
        int top = (int) (boxes[box] * (dims[1] - 1));
        int left = (int) (boxes[box + 1] * (dims[2] - 1));
        int bottom = (int) (boxes[box + 2] * (dims[1] - 1));
        int right = (int) (boxes[box + 3] * (dims[2] - 1));
        if (top > bottom || left > right || top >= dims[1] || bottom < 0 || left >= dims[2] || right < 0) {
            return;
        }
        for (int row = Math.max(top, 0); row <= Math.min(bottom, dims[1] - 1); row++) {
            boolean isEdge = row == top || row == bottom;
            for (int column = Math.max(left, 0); column <= Math.min(right, dims[2] - 1); column++) {
                if (isEdge || column == left || column == right) {
                    int at = ((image * dims[1] + row) * dims[2] + column) * dims[3];
                    for (int k = 0; k < dims[3]; k++) {
                        y[at + k] = ownColors && dims[3] == 1 ? 1 : colors[color + k];
                    }
                }
            }
        }
    }

    static List<Sample> samples() {
        Tensor gray = Tensor.zeros(DType.FLOAT32, Shape.of(1, 3, 4, 1));
        float[][][] whole = {{{0, 0, 1, 1}}};
        Tensor noColors = Tensor.zeros(DType.FLOAT32, Shape.of(0, 4));
        Tensor frame = Tensor.wrap(new float[] {1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1}, 1, 3, 4, 1);
        DrawBoundingBoxesV2 op = new DrawBoundingBoxesV2();
        return List.of(
                Sample.rough(op, gray, whole, noColors).gives(frame),
                Sample.rough(op, gray.cast(DType.FLOAT16), whole, noColors).gives(frame.cast(DType.FLOAT16)),
                Sample.rough(
                                op,
                                gray,
                                new float[][][] {{{-1, 0.5f, 9, 0.7f}, {1, 1, 0, 0}, {2, 0, 3, 1}}},
                                new float[][] {{5}, {6}})
                        .gives(Tensor.wrap(new float[] {0, 5, 5, 0, 0, 5, 5, 0, 0, 5, 5, 0}, 1, 3, 4, 1)),
                Sample.rough(
                                op,
                                Tensor.zeros(DType.FLOAT32, Shape.of(1, 1, 2, 3)),
                                new float[][][] {{{0, 0, 0, 0}, {0, 1, 0, 1}}},
                                noColors)
                        .gives(Tensor.wrap(new float[] {1, 1, 0, 0, 0, 1}, 1, 1, 2, 3)),
                Sample.refused("The batch sizes should be the same", op, gray, new float[2][1][4], noColors),
                Sample.refused(
                        "Channel depth should be",
                        op,
                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 3, 4, 2)),
                        whole,
                        noColors));
    }
}
