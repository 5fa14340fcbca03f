package dev.lamina.op.image;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;

/** Where the pixels of crops lie in the pictures that they are taken from. */
final class Crops {
    private final int[] images;
    private final int[] crops;

    /** For pictures [batch, height, width, channels] and crops [boxes, height, width, channels]. */
    Crops(Shape images, Shape crops) {
        this.images = Strides.dims(images);
        this.crops = Strides.dims(crops);
    }

    /** The shape rule for boxes [n, 4] and the numbers of their pictures [n]: gives [n]. */
    static Shape boxes(ShapeContext c, int boxes, int indices) {
        Shape corners = c.withRank(boxes, 2, "boxes");
        if (corners.dim(1) >= 0 && corners.dim(1) != 4) {
            throw c.error("boxes must have 4 columns, but their shape is " + corners);
        }
        Shape numbers = c.withRank(indices, 1, "box_index");
        if (!corners.slice(0, 1).isCompatibleWith(numbers)) {
            throw c.error("box_index has incompatible shape: " + numbers + " for boxes " + corners);
        }
        return corners.slice(0, 1).merge(numbers);
    }

    /** Refuses a method that is not known. */
    static void checkMethod(ShapeContext c, String method) {
        if (!method.equals("bilinear") && !method.equals("nearest")) {
            throw c.error("method must be 'bilinear' or 'nearest', not '" + method + "'");
        }
    }

    /** Refuses numbers of pictures that there are not. */
    void checkIndices(KernelContext c, int[] indices, int boxes) {
        for (int i = 0; i < boxes; i++) {
            if (indices[i] < 0 || indices[i] >= images[0]) {
                throw c.error("box_index has values outside [0, batch_size): " + indices[i]);
            }
        }
    }

    /** The row in the picture of a row of the crop; not in it if it is below 0 or beyond the last. */
    float row(float[] boxes, int box, int y) {
        return place(boxes[4 * box], boxes[4 * box + 2], images[1], crops[1], y);
    }

    /** The column in the picture of a column of the crop. */
    float column(float[] boxes, int box, int x) {
        return place(boxes[4 * box + 1], boxes[4 * box + 3], images[2], crops[2], x);
    }

    private static float place(float from, float to, int size, int count, int i) {
        return count > 1
                ? from * (size - 1) + i * ((to - from) * (size - 1) / (count - 1))
                : 0.5f * (from + to) * (size - 1);
    }

    boolean hasRow(float row) {
        return row >= 0 && row <= images[1] - 1;
    }

    boolean hasColumn(float column) {
        return column >= 0 && column <= images[2] - 1;
    }

    /** Where the channels of a pixel begin. */
    int pixel(int image, double row, double column) {
        return ((image * images[1] + (int) row) * images[2] + (int) column) * images[3];
    }

    int height() {
        return crops[1];
    }

    int width() {
        return crops[2];
    }

    int channels() {
        return images[3];
    }

    /** The size of a picture. */
    int imageSize() {
        return images[1] * images[2] * images[3];
    }

    /** The size of a crop. */
    int cropSize() {
        return crops[1] * crops[2] * crops[3];
    }

    int count() {
        return crops[0];
    }

    int pictures() {
        return images[0];
    }

    /** How much the row of a place in the crop changes with the upper (or left) edge of its box, in pictures' pixels. */
    static float byFirstEdge(int size, int count, int i) {
        return count > 1 ? (size - 1) - i * ((size - 1) / (float) (count - 1)) : 0.5f * (size - 1);
    }

    /** And with the other edge. */
    static float byLastEdge(int size, int count, int i) {
        return count > 1 ? i * ((size - 1) / (float) (count - 1)) : 0.5f * (size - 1);
    }

    int imageHeight() {
        return images[1];
    }

    int imageWidth() {
        return images[2];
    }
}
