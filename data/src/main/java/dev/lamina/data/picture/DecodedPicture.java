package dev.lamina.data.picture;

import java.awt.image.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A decoded picture, upright, whose lines are read as floats in [0, 1]: sample / (2^bits - 1), as TensorFlow converts them. */
public final class DecodedPicture {
    private final Raster stored;
    private final int bands;
    private final boolean hasColours;
    private final boolean hasAlpha;
    private final int @Nullable [] palette;
    private final Orientation orientation;
    private final float[] scales;
    private final int[] samples;

    private DecodedPicture(
            Raster stored, boolean hasColours, boolean hasAlpha, int @Nullable [] palette, Orientation orientation) {
        this.stored = stored;
        this.bands = stored.getNumBands();
        this.hasColours = hasColours;
        this.hasAlpha = hasAlpha;
        this.palette = palette;
        this.orientation = orientation;
        this.scales = new float[bands];
        for (int band = 0; band < bands; band++) {
            scales[band] = (float) (1.0 / ((1L << stored.getSampleModel().getSampleSize(band)) - 1));
        }
        this.samples = new int[bands * columns()];
    }

    /** Samples as they are: grey, or red, green and blue, with or without opacity behind; what bands follow is left out. */
    static DecodedPicture of(Raster stored, boolean hasColours, boolean hasAlpha, Orientation orientation) {
        return new DecodedPicture(stored, hasColours, hasAlpha, null, orientation);
    }

    /** Numbers of colours; a colour is opacity, red, green and blue, a byte each. */
    static DecodedPicture of(Raster stored, int[] palette, Orientation orientation) {
        return new DecodedPicture(stored, true, true, palette, orientation);
    }

    /** The height. */
    public int rows() {
        return orientation.transposed() ? stored.getWidth() : stored.getHeight();
    }

    /** The width. */
    public int columns() {
        return orientation.transposed() ? stored.getHeight() : stored.getWidth();
    }

    /** How many channels it has as it is: 1 for grey, 3 for red, green and blue, and one more for opacity. */
    public int channels() {
        boolean isOpaque = !hasAlpha;
        if (palette != null) {
            isOpaque = Arrays.stream(palette).allMatch(colour -> colour >>> 24 == 0xff);
        }
        return (hasColours ? 3 : 1) + (isOpaque ? 0 : 1);
    }

    /**
     * Writes a row: [columns, channels].
     *
     * @param channels 1 for grey, 2 for grey and opacity, 3 for red, green and blue, 4 for these and opacity; grey of
     *     colours is by the weights of TensorFlow's {@code rgb_to_grayscale}, and opacity 1 where there is none
     * @param into as much as a row has, or more
     */
    public void row(int y, int channels, float[] into) {
        int columns = columns();
        int line = orientation.fromEnd() ? rows() - 1 - y : y;
        if (orientation.transposed()) {
            stored.getPixels(line, 0, 1, columns, samples);
        } else {
            stored.getPixels(0, line, columns, 1, samples);
        }
        int from = orientation.reversed() ? (columns - 1) * bands : 0;
        int step = orientation.reversed() ? -bands : bands;
        for (int x = 0; x < columns; x++) {
            pixel(from + x * step, channels, into, x * channels);
        }
    }

    private void pixel(int from, int channels, float[] into, int at) {
        if (palette != null) {
            int colour = samples[from] < palette.length ? palette[samples[from]] : 0;
            float scale = DecodedPicture.BYTE;
            put(
                    (colour >> 16 & 0xff) * scale,
                    (colour >> 8 & 0xff) * scale,
                    (colour & 0xff) * scale,
                    channels,
                    into,
                    at);
            putOpacity((colour >>> 24) * scale, channels, into, at);
        } else if (hasColours) {
            put(sample(from, 0), sample(from, 1), sample(from, 2), channels, into, at);
            putOpacity(hasAlpha ? sample(from, 3) : 1, channels, into, at);
        } else {
            Arrays.fill(into, at, at + channels, sample(from, 0));
            putOpacity(hasAlpha ? sample(from, 1) : 1, channels, into, at);
        }
    }

    private static final float BYTE = (float) (1.0 / 255.0);

    private float sample(int from, int band) {
        return samples[from + band] * scales[band];
    }

    private static void put(float red, float green, float blue, int channels, float[] into, int at) {
        if (channels < 3) {
            into[at] = 0.2989f * red + 0.587f * green + 0.114f * blue;
        } else {
            into[at] = red;
            into[at + 1] = green;
            into[at + 2] = blue;
        }
    }

    private static void putOpacity(float opacity, int channels, float[] into, int at) {
        if (channels % 2 == 0) {
            into[at + channels - 1] = opacity;
        }
    }
}
