package dev.lamina.op.conv;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Transpose;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A kernel for images whose channels come first, made of one for channels in the last axis: they are turned image by image. */
final class ChannelsFirst implements Kernel, Parallel.Task {
    private final Kernel kernel;

    /** The inputs of the kernel: for those that are not turned, what is given takes this place. */
    private final Buffer[] inputs;

    private final boolean[] isTurned;

    /** The output of the kernel, if that is turned. */
    private final @Nullable Buffer output;

    private final Buffer[] outputs = new Buffer[1];

    // What is turned at the moment.
    private @Nullable Object source;
    private @Nullable Object target;
    private int rows;
    private int columns;

    ChannelsFirst(KernelContext c, Kernel kernel, boolean turnsOutput, int... turned) {
        this.kernel = kernel;
        inputs = new Buffer[c.inputs()];
        isTurned = new boolean[c.inputs()];
        for (int input : turned) {
            isTurned[input] = true;
            inputs[input] = c.workspace(c.inputType(input), c.inputShape(input));
        }
        output = turnsOutput ? c.workspace(c.outputType(0), c.outputShape(0)) : null;
    }

    @Override
    public void run(Buffer[] given, Buffer[] results) {
        for (int i = 0; i < inputs.length; i++) {
            if (isTurned[i]) {
                int channels = (int) given[i].shape().dim(1);
                turn(given[i], inputs[i], channels, pixels(given[i].shape()));
            } else {
                inputs[i] = given[i];
            }
        }
        Buffer own = output;
        outputs[0] = own == null ? results[0] : own;
        kernel.run(inputs, outputs);
        if (own != null) {
            int channels = (int) results[0].shape().dim(1);
            turn(own, results[0], pixels(results[0].shape()), channels);
        }
    }

    private static int pixels(Shape shape) {
        return shape.slice(2, shape.rank()).size();
    }

    /** Transposes a matrix for each image. */
    private void turn(Buffer from, Buffer to, int rowsOfEach, int columnsOfEach) {
        rows = rowsOfEach;
        columns = columnsOfEach;
        source = from.array();
        target = to.array();
        int images = from.size() == 0 ? 0 : from.size() / (rows * columns);
        Parallel.run(images, this);
        source = null;
        target = null;
    }

    @Override
    public void run(int image) {
        int at = image * rows * columns;
        Object y = target;
        switch (source) {
            case float[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (float[]) y, at, rows);
            case double[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (double[]) y, at, rows);
            case int[] x when y != null -> Transpose.run(x, at, columns, rows, columns, (int[]) y, at, rows);
            case null, default -> throw new IllegalStateException("a task outside of a run");
        }
    }
}
