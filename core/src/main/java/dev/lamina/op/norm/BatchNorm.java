package dev.lamina.op.norm;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** The attributes of batch normalisation, its shapes and its kernels. */
record BatchNorm(float epsilon, float averageFactor, String dataFormat, boolean isTraining) {
    private static final List<String> IMAGES = List.of("NHWC", "NCHW");
    private static final List<String> VOLUMES = List.of("NDHWC", "NCDHW");

    int rank() {
        return dataFormat.length();
    }

    boolean isChannelsFirst() {
        return dataFormat.startsWith("NC");
    }

    private int channelAxis() {
        return isChannelsFirst() ? 1 : rank() - 1;
    }

    /** The shapes of the result and of four vectors of its channels. */
    List<Shape> shapes(ShapeContext c, boolean takesVolumes) {
        Shape x = input(c, 0, takesVolumes);
        int vectors = isTraining && averageFactor == 1 ? 2 : 4;
        Shape channels = Shape.of(x.dim(channelAxis()));
        for (int i = 1; i <= 4; i++) {
            Shape vector = c.withRank(i, 1, i == 1 ? "scale" : i == 2 ? "offset" : "mean and variance");
            if (i <= vectors) {
                channels = channels(c, channels, vector);
            }
        }
        return List.of(x.with(channelAxis(), channels.dim(0)), channels, channels, channels, channels);
    }

    /** The shapes of the gradients by input, scale and offset, and of two vectors of nothing. */
    List<Shape> gradientShapes(ShapeContext c, boolean takesVolumes) {
        Shape y = input(c, 0, takesVolumes);
        Shape x = input(c, 1, takesVolumes);
        if (!y.isCompatibleWith(x)) {
            throw c.error(
                    "x and y_backprop must have same shape, but x has shape " + x + " and y_backprop has shape " + y);
        }
        Shape shape = x.merge(y);
        Shape channels = Shape.of(shape.dim(channelAxis()));
        for (int i = 2; i <= 4; i++) {
            channels = channels(c, channels, c.withRank(i, 1, i == 2 ? "scale" : "saved mean and variance"));
        }
        return List.of(shape.with(channelAxis(), channels.dim(0)), channels, channels, Shape.of(0), Shape.of(0));
    }

    private Shape input(ShapeContext c, int input, boolean takesVolumes) {
        if (!IMAGES.contains(dataFormat) && !(takesVolumes && VOLUMES.contains(dataFormat))) {
            throw c.error("Invalid data format '" + dataFormat + "'");
        }
        return c.withRank(input, rank(), "input");
    }

    private static Shape channels(ShapeContext c, Shape channels, Shape vector) {
        if (!vector.isCompatibleWith(channels)) {
            throw c.error(
                    "scale, offset, mean and variance must have the same number of elements as the channels of x, got "
                            + vector.dim(0) + " and " + channels.dim(0));
        }
        return channels.merge(vector);
    }

    /** The shapes with that of a further one behind them. */
    static List<Shape> with(List<Shape> shapes, Shape last) {
        List<Shape> all = new ArrayList<>(shapes);
        all.add(last);
        return all;
    }

    Kernel kernel(KernelContext c) {
        return c.inputType(0) == DType.FLOAT32
                ? new BatchNormKernel(c, this, layout(c.inputShape(0)))
                : Widened.of(c, this::kernel);
    }

    Kernel gradientKernel(KernelContext c) {
        return c.inputType(0) == DType.FLOAT32
                ? new BatchNormGradKernel(c, this, layout(c.inputShape(0)))
                : Widened.of(c, this::gradientKernel);
    }

    private Layout layout(Shape x) {
        int channels = (int) x.dim(channelAxis());
        int images = isChannelsFirst() ? (int) x.dim(0) : 1;
        int rows = channels == 0 ? 0 : x.size() / channels;
        return new Layout(rows, channels, images, isChannelsFirst());
    }

    /**
     * How the channels lie.
     *
     * @param rows how many elements a channel has
     * @param images where the channels come first, in how many pieces they lie
     */
    record Layout(int rows, int channels, int images, boolean isChannelsFirst) {}
}
