package dev.lamina.data;

import dev.lamina.data.picture.DecodedPicture;

/** Resizes as TensorFlow's {@code ResizeBilinear} with {@code half_pixel_centers}. */
final class BilinearResize {
    private final DecodedPicture from;
    private final int channels;
    private final int columns;
    private final int[] left;
    private final int[] right;
    private final float[] weight;
    private float[] upper;
    private float[] lower;
    private int upperRow = -1;
    private int lowerRow = -1;

    private BilinearResize(DecodedPicture from, int columns, int channels) {
        this.from = from;
        this.channels = channels;
        this.columns = columns;
        this.left = new int[columns];
        this.right = new int[columns];
        this.weight = new float[columns];
        this.upper = new float[from.columns() * channels];
        this.lower = new float[upper.length];
        float scale = (float) from.columns() / columns;
        for (int x = 0; x < columns; x++) {
            float at = (x + 0.5f) * scale - 0.5f;
            float floor = (float) Math.floor(at);
            left[x] = Math.max((int) floor, 0);
            right[x] = Math.min((int) Math.ceil(at), from.columns() - 1);
            weight[x] = at - floor;
        }
    }

    /** Writes the picture, resized to the given shape. */
    static void run(DecodedPicture from, Values into, PictureShape shape) {
        var resize = new BilinearResize(from, shape.columns(), shape.channels());
        float scale = (float) from.rows() / shape.rows();
        int rowSize = shape.columns() * shape.channels();
        for (int y = 0; y < shape.rows(); y++) {
            float at = (y + 0.5f) * scale - 0.5f;
            float floor = (float) Math.floor(at);
            resize.load(Math.max((int) floor, 0), Math.min((int) Math.ceil(at), from.rows() - 1));
            resize.row(at - floor, into.floats(), into.offset() + y * rowSize);
        }
    }

    /** Rows are asked for from the top down: the lower of one is often the upper of the next. */
    private void load(int newUpper, int newLower) {
        if (newUpper == lowerRow) {
            var kept = upper;
            upper = lower;
            lower = kept;
            lowerRow = upperRow;
            upperRow = newUpper;
        }
        if (newUpper != upperRow) {
            from.row(newUpper, channels, upper);
            upperRow = newUpper;
        }
        if (newLower != lowerRow) {
            from.row(newLower, channels, lower);
            lowerRow = newLower;
        }
    }

    private void row(float down, float[] into, int start) {
        int at = start;
        for (int x = 0; x < columns; x++) {
            for (int c = 0; c < channels; c++) {
                int l = left[x] * channels + c;
                int r = right[x] * channels + c;
                float top = upper[l] + (upper[r] - upper[l]) * weight[x];
                float bottom = lower[l] + (lower[r] - lower[l]) * weight[x];
                into[at++] = top + (bottom - top) * down;
            }
        }
    }
}
