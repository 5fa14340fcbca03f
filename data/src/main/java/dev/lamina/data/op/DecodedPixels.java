package dev.lamina.data.op;

import dev.lamina.data.picture.DecodedPicture;
import dev.lamina.data.picture.PictureDecoder;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Decodes a picture's file to [height, width, channels]. */
final class DecodedPixels {
    private static final int FULL = 0xffff;

    /** What red, green and blue give to the grey that libpng makes by TensorFlow's settings, of 32768. */
    private static final int[] PNG_GREY = {9798, 3736, 19234};

    /** And to that of JPEG. */
    private static final int[] JPEG_GREY = {9798, 19235, 3735};

    private DecodedPixels() {}

    /** Refuses channels that no picture has. */
    static void check(ShapeContext c, long channels, boolean hasAlpha) {
        c.withRank(0, 0, "contents");
        if (channels != 0 && channels != 1 && channels != 3 && !(hasAlpha && channels == 4)) {
            throw c.error("channels must be 0, 1, " + (hasAlpha ? "3, or 4" : "or 3") + ", got " + channels);
        }
    }

    /** The shape of a picture of so many channels, or of as many as it has if that is 0. */
    static Shape shape(long channels) {
        return Shape.of(-1, -1, channels == 0 ? -1 : channels);
    }

    /**
     * The pixels.
     *
     * @param wanted how many channels, or 0 for as many as it has
     * @param type uint8, uint16, or float32 for numbers in [0, 1]
     */
    static Tensor decode(byte[] contents, long wanted, DType type) {
        DecodedPicture picture = PictureDecoder.decode(contents);
        int own = contents[0] == 'G' ? 3 : picture.channels(); // TensorFlow leaves a GIF's opacity out
        int channels = wanted == 0 ? own : (int) wanted;
        Shape shape = Shape.of(picture.rows(), picture.columns(), channels);
        if (!shape.fitsArray()) {
            throw new ResourceExhaustedException("no array holds a picture of " + shape);
        }
        boolean isMixed = channels == 1 && picture.channels() > 2;
        float[] row = new float[picture.columns() * (isMixed ? 3 : channels)];
        Buffer pixels = Buffer.allocate(type, shape);
        int[] weights = contents[1] == 'P' ? PNG_GREY : JPEG_GREY;
        int next = 0;
        for (int y = 0; y < picture.rows(); y++) {
            picture.row(y, isMixed ? 3 : channels, row);
            for (int i = 0; i < row.length; i += isMixed ? 3 : 1) {
                set(pixels, next++, isMixed ? grey(row, i, weights, type) : sample(row[i], type));
            }
        }
        return Tensor.wrap(type, pixels.array(), shape);
    }

    /** A sample as an integer, of 8 bits if bytes are wanted: of 16 the high ones. */
    private static int sample(float value, DType type) {
        int full = Math.round(value * FULL);
        return type == DType.UINT8 ? full >> 8 : full;
    }

    private static int grey(float[] row, int at, int[] weights, DType type) {
        long sum = 1 << 14;
        for (int k = 0; k < 3; k++) {
            sum += (long) weights[k] * sample(row[at + k], type);
        }
        return (int) (sum >> 15);
    }

    private static void set(Buffer pixels, int index, int sample) {
        switch (pixels.dtype()) {
            case UINT8 -> pixels.bytes()[index] = (byte) sample;
            case UINT16 -> pixels.shorts()[index] = (short) sample;
            default -> pixels.floats()[index] = (float) (sample / (double) FULL);
        }
    }
}
