package dev.lamina.op.conv;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.convolution.PatchAxis;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of a dilation or of one of its gradients, of which threads share the channels. What a window's greatest sum comes from is the first of those
 * that are as great; where no sum is greater than the lowest number, as with NaN, the gradient goes to the first element.
 */
final class DilationKernel implements Kernel, Parallel.Task {
    private final Dilation.Role role;
    private final PatchAxis rows;
    private final PatchAxis columns;
    private final int batch;
    private final int depth;
    private Object images = new float[0];
    private Object filters = new float[0];
    private @Nullable Object upstream;
    private Object target = new float[0];

    DilationKernel(KernelContext c, Dilation.Role role, Windows windows) {
        this.role = role;
        Shape in = c.inputShape(0);
        Shape results = role == Dilation.Role.RESULT ? c.outputShape(0) : c.inputShape(2);
        rows = windows.windows(c, 0, in, c.inputShape(1), results);
        columns = windows.windows(c, 1, in, c.inputShape(1), results);
        batch = (int) in.dim(0);
        depth = (int) in.dim(3);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        images = inputs[0].array();
        filters = inputs[1].array();
        upstream = role == Dilation.Role.RESULT ? null : inputs[2].array();
        target = outputs[0].array();
        int size = outputs[0].size();
        switch (target) {
            case float[] y -> Arrays.fill(y, 0, size, 0);
            case double[] y -> Arrays.fill(y, 0, size, 0);
            case int[] y -> Arrays.fill(y, 0, size, 0);
            case long[] y -> Arrays.fill(y, 0, size, 0);
            default -> throw new AssertionError(target);
        }
        Parallel.run(depth, this);
        images = new float[0];
        filters = images;
        upstream = null;
        target = images;
    }

    /** Computes a channel. */
    @Override
    public void run(int channel) {
        for (int image = 0; image < batch; image++) {
            for (int row = 0; row < rows.output(); row++) {
                for (int column = 0; column < columns.output(); column++) {
                    window(image, row, column, channel);
                }
            }
        }
    }

    private void window(int image, int row, int column, int channel) {
        int firstRow = rows.at(row, 0);
        int firstColumn = columns.at(column, 0);
        int in = -1;
        int filter = -1;
        for (int i = rows.firstTap(row); i < rows.endTap(row); i++) {
            for (int j = columns.firstTap(column); j < columns.endTap(column); j++) {
                int at = place(image, rows.at(row, i), columns.at(column, j), channel);
                int with = (i * columns.taps() + j) * depth + channel;
                if (isGreater(at, with, in, filter)) {
                    in = at;
                    filter = with;
                }
            }
        }
        int result = ((image * rows.output() + row) * columns.output() + column) * depth + channel;
        switch (role) {
            case RESULT -> set(result, in, filter);
            case FILTERS -> add(filter < 0 ? channel : filter, result);
            case IMAGES -> {
                int y = Math.max(0, firstRow);
                int x = Math.max(0, firstColumn);
                if (in >= 0) {
                    add(in, result);
                } else if (y < rows.input() && x < columns.input()) {
                    add(place(image, y, x, channel), result);
                }
            }
        }
    }

    private int place(int image, int row, int column, int channel) {
        return ((image * rows.input() + row) * columns.input() + column) * depth + channel;
    }

    /** Says whether the sum of the first two is greater than that of the others, or than the lowest number if these are negative. */
    private boolean isGreater(int at, int with, int in, int filter) {
        return switch (images) {
            case float[] x -> {
                float[] w = (float[]) filters;
                yield x[at] + w[with] > (in < 0 ? -Float.MAX_VALUE : x[in] + w[filter]);
            }
            case double[] x -> {
                double[] w = (double[]) filters;
                yield x[at] + w[with] > (in < 0 ? -Double.MAX_VALUE : x[in] + w[filter]);
            }
            case int[] x -> {
                int[] w = (int[]) filters;
                yield x[at] + w[with] > (in < 0 ? Integer.MIN_VALUE : x[in] + w[filter]);
            }
            case long[] x -> {
                long[] w = (long[]) filters;
                yield x[at] + w[with] > (in < 0 ? Long.MIN_VALUE : x[in] + w[filter]);
            }
            default -> throw new AssertionError(images);
        };
    }

    private void set(int result, int in, int filter) {
        switch (target) {
            case float[] y ->
                y[result] = in < 0 ? -Float.MAX_VALUE : ((float[]) images)[in] + ((float[]) filters)[filter];
            case double[] y ->
                y[result] = in < 0 ? -Double.MAX_VALUE : ((double[]) images)[in] + ((double[]) filters)[filter];
            case int[] y -> y[result] = in < 0 ? Integer.MIN_VALUE : ((int[]) images)[in] + ((int[]) filters)[filter];
            case long[] y -> y[result] = in < 0 ? Long.MIN_VALUE : ((long[]) images)[in] + ((long[]) filters)[filter];
            default -> throw new AssertionError(target);
        }
    }

    private void add(int to, int result) {
        switch (upstream) {
            case float[] g -> ((float[]) target)[to] += g[result];
            case double[] g -> ((double[]) target)[to] += g[result];
            case int[] g -> ((int[]) target)[to] += g[result];
            case long[] g -> ((long[]) target)[to] += g[result];
            case null, default -> throw new AssertionError(upstream);
        }
    }
}
