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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Colours of hue, saturation and value as red, green and blue, the channels along the last axis, all in [0, 1]. */
@OpDef(inputs = "images: T", outputs = "output: T", attrs = "T: {half, bfloat16, float, double} = float")
public record HSVToRGB() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images) {
        return scope.output(new HSVToRGB(), images);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return ColorKernel.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return ColorKernel.of(
                c,
                (x, y, from, to) -> {
                    for (int i = 3 * from; i < 3 * to; i += 3) {
                        y[i] = (float) red(x[i], x[i + 1], x[i + 2]);
                        y[i + 1] = (float) green(x[i], x[i + 1], x[i + 2]);
                        y[i + 2] = (float) blue(x[i], x[i + 1], x[i + 2]);
                    }
                },
                (x, y, from, to) -> {
                    for (int i = 3 * from; i < 3 * to; i += 3) {
                        y[i] = red(x[i], x[i + 1], x[i + 2]);
                        y[i + 1] = green(x[i], x[i + 1], x[i + 2]);
                        y[i + 2] = blue(x[i], x[i + 1], x[i + 2]);
                    }
                });
    }

    static double red(double hue, double saturation, double value) {
        return channel(Math.abs(hue * 6 - 3) - 1, saturation, value);
    }

    static double green(double hue, double saturation, double value) {
        return channel(2 - Math.abs(hue * 6 - 2), saturation, value);
    }

    static double blue(double hue, double saturation, double value) {
        return channel(2 - Math.abs(hue * 6 - 4), saturation, value);
    }

    private static double channel(double pure, double saturation, double value) {
        return (1 - saturation + saturation * Math.min(Math.max(pure, 0), 1)) * value;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new HSVToRGB(), (Object)
                                new float[][] {{1 / 18f, 0.75f, 0.8f}, {7 / 18f, 0.75f, 0.8f}, {0.5f, 0, 0.3f}})
                        .gives((Object) new float[][] {{0.8f, 0.4f, 0.2f}, {0.2f, 0.8f, 0.4f}, {0.3f, 0.3f, 0.3f}}),
                Sample.rough(new HSVToRGB(), (Object) new double[] {13 / 18.0, 0.75, 0.8})
                        .gives((Object) new double[] {0.4, 0.2, 0.8}),
                Sample.rough(new HSVToRGB(), Tensor.of(new float[] {0, 1, 1}, DType.BFLOAT16))
                        .gives(Tensor.of(new float[] {1, 0, 0}, DType.BFLOAT16)),
                Sample.refused("input must have 3 channels but instead has 1", new HSVToRGB(), new float[1]));
    }
}
