package dev.lamina.data;

import dev.lamina.tensor.Tensor;
import java.util.Arrays;

/**
 * Some examples, ready to be fed: their images and their labels.
 *
 * <p>The tensors are views of arrays that the batch owns. A batch that is handed out once keeps its
 * values for good; one that is filled again, by {@link DataSet#nextBatch(Batch)} or by
 * {@link Batches#reuseArrays()}, keeps them until then.
 */
public final class Batch {
    private final int size;
    private final ExampleLayout layout;
    private final float[] pixels;
    private final int[] classes;
    private final float[] oneHot;
    private final Tensor images;
    private final Tensor labels;

    Batch(int size, ExampleLayout layout) {
        this.size = size;
        this.layout = layout;
        this.pixels = new float[size * layout.imageSize()];
        this.classes = new int[size];
        this.oneHot = new float[layout.oneHot() ? Math.multiplyExact(size, layout.classes()) : 0];
        this.images = Tensor.wrap(pixels, layout.imagesShape(size));
        this.labels = layout.oneHot()
                ? Tensor.wrap(oneHot, layout.labelsShape(size))
                : Tensor.wrap(classes, layout.labelsShape(size));
    }

    /** The number of examples. */
    public int size() {
        return size;
    }

    /** The features: [size] followed by the shape of one example's. For images, {@link #images()}. */
    public Tensor features() {
        return images;
    }

    /** The pixels in [0, 1], float32: [size, rows · columns], or [size, rows, columns, 1] when not reshaped. */
    public Tensor images() {
        return images;
    }

    /** The labels: one-hot float32 [size, classes], or else the classes as int32 [size]. */
    public Tensor labels() {
        return labels;
    }

    /** The values of {@link #images()} in row-major order. Not a copy. */
    public float[] pixels() {
        return pixels;
    }

    /** The class of each example, from 0, whether {@link #labels()} are one-hot or not. Not a copy. */
    public int[] classes() {
        return classes;
    }

    ExampleLayout layout() {
        return layout;
    }

    /** Fills places {@code at} and on with the examples that {@code order} names from {@code from} to {@code to}. */
    void put(int at, Pixels allPixels, byte[] allLabels, int[] order, int from, int to) {
        int imageSize = layout.imageSize();
        if (layout.oneHot()) {
            Arrays.fill(oneHot, at * layout.classes(), (at + to - from) * layout.classes(), 0f);
        }
        for (int i = from; i < to; i++, at++) {
            int example = order[i];
            allPixels.copy(example, pixels, at * imageSize);
            int label = allLabels[example] & 0xff;
            classes[at] = label;
            if (layout.oneHot()) {
                oneHot[at * layout.classes() + label] = 1f;
            }
        }
    }
}
