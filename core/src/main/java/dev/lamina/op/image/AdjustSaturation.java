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

/** Pictures, whose last axis is red, green and blue, with the saturation multiplied by {@code scale}, and no more than full. */
@OpDef(
        inputs = {"images: T", "scale: float"},
        outputs = "output: T",
        attrs = "T: {half, float} = float")
public record AdjustSaturation() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images, Operand scale) {
        return scope.output(new AdjustSaturation(), images, scale);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return ColorKernel.adjusted(c, "scale");
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) != DType.FLOAT32) {
            return Widened.of(c, this::kernel);
        }
        return new Rows(Rows.count(c.inputShape(0)), 3, (inputs, outputs, from, to) -> {
            float[] x = inputs[0].floats();
            float[] y = outputs[0].floats();
            double scale = inputs[1].floats()[0];
            for (int i = 3 * from; i < 3 * to; i += 3) {
                double hue = RGBToHSV.hue(x[i], x[i + 1], x[i + 2]);
                double value = Math.max(Math.max(x[i], x[i + 1]), x[i + 2]);
                double saturation = RGBToHSV.saturation(x[i], x[i + 1], x[i + 2]) * scale;
                double bounded = Math.min(Math.max(saturation, 0), 1);
                y[i] = (float) HSVToRGB.red(hue, bounded, value);
                y[i + 1] = (float) HSVToRGB.green(hue, bounded, value);
                y[i + 2] = (float) HSVToRGB.blue(hue, bounded, value);
            }
        });
    }

    static List<Sample> samples() {
        float[][][] image = {{{0.8f, 0.4f, 0.2f}, {0.25f, 0.25f, 0.25f}}};
        return List.of(
                Sample.rough(new AdjustSaturation(), image, 1f).gives((Object) image),
                Sample.rough(new AdjustSaturation(), image, 0.5f).gives((Object) new float[][][] {
                    {{0.8f, 0.6f, 0.5f}, {0.25f, 0.25f, 0.25f}}
                }),
                Sample.rough(new AdjustSaturation(), image, 9f).gives((Object) new float[][][] {
                    {{0.8f, 0.26666668f, 0}, {0.25f, 0.25f, 0.25f}}
                }),
                Sample.rough(new AdjustSaturation(), Tensor.of(image, DType.FLOAT16), 0f)
                        .gives(Tensor.of(new float[][][] {{{0.8f, 0.8f, 0.8f}, {0.25f, 0.25f, 0.25f}}}, DType.FLOAT16)),
                Sample.refused("scale must have rank 0", new AdjustSaturation(), image, new float[1]));
    }
}
