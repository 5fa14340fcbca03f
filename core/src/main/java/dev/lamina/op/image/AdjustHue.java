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
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Pictures, whose last axis is red, green and blue, with the hue turned by {@code delta} of a full circle. */
@OpDef(
        inputs = {"images: T", "delta: float"},
        outputs = "output: T",
        attrs = "T: {half, float} = float")
public record AdjustHue() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images, Operand delta) {
        return scope.output(new AdjustHue(), images, delta);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return ColorKernel.adjusted(c, "delta");
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) != DType.FLOAT32) {
            return Widened.of(c, this::kernel);
        }
        return new Rows(Rows.count(c.inputShape(0)), 3, (inputs, outputs, from, to) -> {
            float[] x = inputs[0].floats();
            float[] y = outputs[0].floats();
            float delta = 6 * inputs[1].floats()[0];
            for (int i = 3 * from; i < 3 * to; i += 3) {
                turn(x, y, i, delta);
            }
        });
    }

    /** Turns a pixel's hue by so many sixths of the circle. */
    private static void turn(float[] x, float[] y, int i, float delta) {
        float greatest = Math.max(Math.max(x[i], x[i + 1]), x[i + 2]);
        float least = Math.min(Math.min(x[i], x[i + 1]), x[i + 2]);
        float hue = (float) (6 * RGBToHSV.hue(x[i], x[i + 1], x[i + 2])) + delta;
        hue -= 6 * (float) Math.floor(hue / 6);
        float range = greatest - least;
        for (int k = 0; k < 3; k++) {
            float pure = k == 0 ? Math.abs(hue - 3) - 1 : 2 - Math.abs(hue - 2 * k);
            y[i + k] = least + Math.clamp(pure, 0f, 1f) * range;
        }
    }

    static List<Sample> samples() {
        float[][][] image = {{{0.8f, 0.4f, 0.2f}, {0.25f, 0.25f, 0.25f}}};
        return List.of(
                Sample.rough(new AdjustHue(), image, 0f).gives((Object) image),
                Sample.rough(new AdjustHue(), image, 1 / 3f).gives((Object) new float[][][] {
                    {{0.2f, 0.8f, 0.4f}, {0.25f, 0.25f, 0.25f}}
                }),
                Sample.rough(new AdjustHue(), image, -7 / 3f).gives((Object) new float[][][] {
                    {{0.4f, 0.2f, 0.8f}, {0.25f, 0.25f, 0.25f}}
                }),
                Sample.rough(new AdjustHue(), Tensor.of(image, DType.FLOAT16), 0.5f)
                        .gives(Tensor.of(new float[][][] {{{0.2f, 0.6f, 0.8f}, {0.25f, 0.25f, 0.25f}}}, DType.FLOAT16)),
                Sample.refused("input must have 3 channels but instead has 2", new AdjustHue(), new float[1][1][2], 1f),
                Sample.refused("input must be at least 3-D", new AdjustHue(), new float[1][3], 1f),
                Sample.refused("delta must have rank 0", new AdjustHue(), image, new float[1]));
    }
}
