package dev.lamina.op.image;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The kernels of what changes each pixel of three channels by itself. */
final class ColorKernel {
    private ColorKernel() {}

    /** A loop over the pixels {@code from} to {@code to} (exclusive). */
    interface Floats {
        void run(float[] x, float[] y, int from, int to);
    }

    /** The same in float64. */
    interface Doubles {
        void run(double[] x, double[] y, int from, int to);
    }

    /** The shape rule of what converts colours: the last axis has three channels. */
    static List<Shape> shapes(ShapeContext c) {
        Shape images = c.shape(0);
        if (images.hasRank() && images.rank() < 1) {
            throw c.error("input must be at least 1D: " + images);
        }
        return List.of(threeChannels(c, images));
    }

    /** The shape rule of what adjusts colours by a scalar: pictures have three axes at least. */
    static List<Shape> adjusted(ShapeContext c, String what) {
        Shape images = c.shape(0);
        if (images.hasRank() && images.rank() < 3) {
            throw c.error("input must be at least 3-D, got shape" + images);
        }
        c.withRank(1, 0, what);
        return List.of(threeChannels(c, images));
    }

    private static Shape threeChannels(ShapeContext c, Shape images) {
        if (!images.hasRank()) {
            return images;
        }
        if (images.dim(-1) >= 0 && images.dim(-1) != 3) {
            throw c.error("input must have 3 channels but instead has " + images.dim(-1) + " channels.");
        }
        return images.with(images.rank() - 1, 3);
    }

    /** The kernel of a loop in each type; half and bfloat16 are computed in float32. */
    static Kernel of(KernelContext c, Floats floats, Doubles doubles) {
        int pixels = Rows.count(c.inputShape(0));
        return switch (c.inputType(0)) {
            case FLOAT32 -> new Rows(pixels, 3, (x, y, from, to) -> floats.run(x[0].floats(), y[0].floats(), from, to));
            case FLOAT64 ->
                new Rows(pixels, 3, (x, y, from, to) -> doubles.run(x[0].doubles(), y[0].doubles(), from, to));
            default -> Widened.of(c, wide -> of(wide, floats, doubles));
        };
    }
}
