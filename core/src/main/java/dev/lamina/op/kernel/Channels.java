package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;

/**
 * How the channels of an image batch lie in memory.
 *
 * @param outer how often all channels follow on each other
 * @param count the number of channels
 * @param inner how many elements of a channel lie together
 */
public record Channels(int outer, int count, int inner) {
    public Channels(KernelContext c, String dataFormat) {
        this(c.inputShape(0), dataFormat.equals("NCHW") ? 1 : c.inputShape(0).rank() - 1);
    }

    private Channels(Shape shape, int axis) {
        this(
                shape.slice(0, axis).size(),
                (int) shape.dim(axis),
                shape.slice(axis + 1, shape.rank()).size());
    }

    /** The axis of the channels, 1 or -1 for the last; refuses an unknown format and an input that has too few axes. */
    public static int axis(ShapeContext c, String dataFormat) {
        if (!dataFormat.equals("NHWC") && !dataFormat.equals("NCHW")) {
            throw c.error("Invalid data format '" + dataFormat + "', NHWC and NCHW are known");
        }
        Shape shape = c.shape(0);
        if (shape.hasRank() && shape.rank() < 2) {
            throw c.error("Input tensor must be at least 2D: " + shape);
        }
        return dataFormat.equals("NCHW") ? 1 : -1;
    }
}
