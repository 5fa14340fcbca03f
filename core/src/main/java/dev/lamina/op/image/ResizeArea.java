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
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * Pictures [batch, height, width, channels] in another size, each pixel the mean of the area that it covers: float32, whatever
 * they were. The size is height and width.
 *
 * @param alignCorners whether the sizes are scaled as if the centres of the corners' pixels stayed where they are
 */
@OpDef(
        inputs = {"images: T", "size: int32"},
        outputs = "resized_images: float",
        attrs = {
            "T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}",
            "align_corners: bool = false"
        })
public record ResizeArea(boolean alignCorners) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images, Operand size) {
        return scope.output(new ResizeArea(false), images, size);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return new Resizing(alignCorners, false).shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Resizing how = new Resizing(alignCorners, false);
        int[] in = Strides.dims(c.inputShape(0));
        int[] out = Strides.dims(c.outputShape(0));
        Areas areas = new Areas(in, out, how.scale(in[1], out[1]), how.scale(in[2], out[2]));
        Function<Buffer, float[]> images = Resizing.floats(c, 0);
        Rows all = new Rows(out[0] * out[1], Math.max(1, out[2] * out[3]), (inputs, outputs, from, to) -> {
            for (int line = from; line < to; line++) {
                areas.run(outputs[0].floats(), line);
            }
        });
        return (inputs, outputs) -> {
            areas.x = images.apply(inputs[0]);
            all.run(inputs, outputs);
        };
    }

    /** Makes the output's lines. */
    private static final class Areas {
        private final int[] in;
        private final int[] out;
        private final float high;
        private final float wide;
        private final float scale;
        private float[] x = new float[0];

        Areas(int[] in, int[] out, float high, float wide) {
            this.in = in;
            this.out = out;
            this.high = high;
            this.wide = wide;
            scale = (float) (1.0 / (high * wide));
        }

        void run(float[] y, int line) {
            int row = line % out[1];
            int picture = line / out[1] * in[1];
            float top = row * high;
            float bottom = (row + 1) * high;
            for (int column = 0; column < out[2]; column++) {
                float left = column * wide;
                float right = (column + 1) * wide;
                for (int k = 0; k < in[3]; k++) {
                    float sum = 0;
                    for (int i = (int) top; i < Math.ceil(bottom); i++) {
                        int begin = (picture + Math.min(i, in[1] - 1)) * in[2];
                        float part = 0;
                        for (int j = (int) left; j < Math.ceil(right); j++) {
                            part += x[(begin + Math.min(j, in[2] - 1)) * in[3] + k] * covered(j, left, right, wide);
                        }
                        sum += part * covered(i, top, bottom, high);
                    }
                    y[(line * out[2] + column) * in[3] + k] = sum * scale;
                }
            }
        }

        /** How much of pixel i lies between two places that are {@code length} apart. */
        private static float covered(int i, float from, float to, float length) {
            if (i < from) {
                return i + 1 > to ? length : i + 1 - from;
            }
            return i + 1 > to ? to - i : 1;
        }
    }

    static List<Sample> samples() {
        Tensor row = Tensor.wrap(new float[] {1, 2, 4, 8}, 1, 1, 4, 1);
        return List.of(
                Sample.rough(new ResizeArea(false), row, new int[] {1, 3})
                        .gives(Tensor.wrap(new float[] {1.25f, 3, 7}, 1, 1, 3, 1)),
                Sample.rough(new ResizeArea(false), row.reshape(1, 2, 2, 1), new int[] {1, 1})
                        .gives(Tensor.wrap(new float[] {3.75f}, 1, 1, 1, 1)),
                Sample.rough(new ResizeArea(false), row.reshape(1, 1, 2, 2).cast(DType.INT16), new int[] {2, 4})
                        .gives(Tensor.wrap(new float[] {1, 2, 1, 2, 4, 8, 4, 8, 1, 2, 1, 2, 4, 8, 4, 8}, 1, 2, 4, 2)),
                Sample.refused("output dimensions must be positive", new ResizeArea(true), row, new int[] {-1, 2}));
    }
}
