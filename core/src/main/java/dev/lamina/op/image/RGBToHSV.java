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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Colours of red, green and blue as hue, saturation and value, the channels along the last axis, all in [0, 1]. Hue 0 is red, 1/3 green,
 * 2/3 blue.
 */
@OpDef(inputs = "images: T", outputs = "output: T", attrs = "T: {half, bfloat16, float, double} = float")
public record RGBToHSV() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images) {
        return scope.output(new RGBToHSV(), images);
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
                        y[i] = (float) hue(x[i], x[i + 1], x[i + 2]);
                        y[i + 1] = (float) saturation(x[i], x[i + 1], x[i + 2]);
                        y[i + 2] = Math.max(Math.max(x[i], x[i + 1]), x[i + 2]);
                    }
                },
                (x, y, from, to) -> {
                    for (int i = 3 * from; i < 3 * to; i += 3) {
                        y[i] = hue(x[i], x[i + 1], x[i + 2]);
                        y[i + 1] = saturation(x[i], x[i + 1], x[i + 2]);
                        y[i + 2] = Math.max(Math.max(x[i], x[i + 1]), x[i + 2]);
                    }
                });
    }

    static double hue(double r, double g, double b) {
        double value = Math.max(Math.max(r, g), b);
        double range = value - Math.min(Math.min(r, g), b);
        if (range <= 0) {
            return 0;
        }
        double norm = 1 / (6 * range);
        double hue = r == value ? norm * (g - b) : g == value ? norm * (b - r) + 2 / 6.0 : norm * (r - g) + 4 / 6.0;
        return hue < 0 ? hue + 1 : hue;
    }

    static double saturation(double r, double g, double b) {
        double value = Math.max(Math.max(r, g), b);
        return value > 0 ? (value - Math.min(Math.min(r, g), b)) / value : 0;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(new ColorGradient(c.scope(), c.input(0), c.upstream(0)).byColors());
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new RGBToHSV(), (Object) new float[][] {{0.8f, 0.4f, 0.2f}, {0.2f, 0.8f, 0.4f}})
                        .gives((Object) new float[][] {{1 / 18f, 0.75f, 0.8f}, {7 / 18f, 0.75f, 0.8f}}),
                Sample.of(new RGBToHSV(), (Object)
                                new float[][] {{0.2f, 0.4f, 0.8f}, {0.8f, 0.2f, 0.4f}, {0.4f, 0.8f, 0.2f}})
                        .gives((Object)
                                new float[][] {{11 / 18f, 0.75f, 0.8f}, {17 / 18f, 0.75f, 0.8f}, {5 / 18f, 0.75f, 0.8f}
                                }),
                Sample.of(new RGBToHSV(), (Object) new double[] {0.4, 0.2, 0.8})
                        .gives(new double[] {13 / 18.0, 0.75, 0.8}),
                Sample.rough(new RGBToHSV(), (Object) new float[][] {{0, 0, 0}, {1, 1, 1}, {1, 0, 0}})
                        .gives((Object) new float[][] {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}}),
                Sample.rough(new RGBToHSV(), Tensor.of(new float[] {0.5f, 1, 0.5f}, DType.FLOAT16))
                        .gives(Tensor.of(new float[] {1 / 3f, 0.5f, 1}, DType.FLOAT16)),
                Sample.refused("input must have 3 channels but instead has 4", new RGBToHSV(), new float[4]),
                Sample.refused("input must be at least 1D", new RGBToHSV(), 1f));
    }
}
