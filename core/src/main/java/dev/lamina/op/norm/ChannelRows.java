package dev.lamina.op.norm;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Transpose;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.norm.BatchNorm.Layout;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** A tensor as rows of channels: as it lies where they come last, a copy where they come first. */
final class ChannelRows implements Parallel.Task {
    private static final float[] NONE = {};

    private final Layout layout;
    private final int places;
    private final float[] copy;
    private float[] source = NONE;
    private float[] target = NONE;
    private boolean isBack;

    ChannelRows(KernelContext c, Layout layout) {
        this.layout = layout;
        places = layout.images() == 0 ? 0 : layout.rows() / layout.images();
        copy = layout.isChannelsFirst()
                ? c.workspace(DType.FLOAT32, Shape.of(layout.rows(), layout.channels()))
                        .floats()
                : NONE;
    }

    /** The rows of a tensor. */
    float[] of(float[] tensor) {
        return layout.isChannelsFirst() ? transpose(tensor, copy, false) : tensor;
    }

    /** Where the rows of a tensor go before {@link #write}. */
    float[] to(float[] tensor) {
        return layout.isChannelsFirst() ? copy : tensor;
    }

    /** Brings the rows into the tensor. */
    void write(float[] tensor) {
        if (layout.isChannelsFirst()) {
            transpose(copy, tensor, true);
        }
    }

    private float[] transpose(float[] from, float[] to, boolean back) {
        source = from;
        target = to;
        isBack = back;
        Parallel.run(layout.images(), this);
        source = NONE;
        target = NONE;
        return to;
    }

    @Override
    public void run(int image) {
        int rows = isBack ? places : layout.channels();
        int columns = isBack ? layout.channels() : places;
        int at = image * rows * columns;
        Transpose.run(source, at, columns, rows, columns, target, at, rows);
    }
}
