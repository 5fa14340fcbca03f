package dev.lamina.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** A decoded picture's rows as floats in [0, 1], grey or red, green and blue. */
final class PictureRows {
    private static final float SCALE = (float) (1.0 / 255.0);

    private final BufferedImage picture;
    private final int channels;
    private final boolean grey;
    private final int[] samples;

    PictureRows(BufferedImage picture, int channels) {
        this.picture = picture;
        this.channels = channels;
        var colours = picture.getColorModel();
        // Java takes grey for linear light and would brighten it on its way to sRGB: its samples are read as they are.
        this.grey = colours.getNumColorComponents() == 1 && !(colours instanceof IndexColorModel);
        this.samples = new int[picture.getWidth()];
    }

    int rows() {
        return picture.getHeight();
    }

    int columns() {
        return picture.getWidth();
    }

    int channels() {
        return channels;
    }

    /** Writes row {@code y}: [columns, channels]. */
    void row(int y, float[] into) {
        if (grey) {
            greyRow(y, into);
        } else {
            colourRow(y, into);
        }
    }

    private void greyRow(int y, float[] into) {
        picture.getRaster().getSamples(0, y, samples.length, 1, 0, samples);
        int bits = picture.getSampleModel().getSampleSize(0);
        float scale = bits == 8 ? SCALE : (float) (1.0 / ((1L << bits) - 1));
        int at = 0;
        for (int sample : samples) {
            for (int c = 0; c < channels; c++) {
                into[at++] = sample * scale;
            }
        }
    }

    private void colourRow(int y, float[] into) {
        picture.getRGB(0, y, samples.length, 1, samples, 0, samples.length);
        int at = 0;
        for (int sample : samples) {
            float red = (sample >> 16 & 0xff) * SCALE;
            float green = (sample >> 8 & 0xff) * SCALE;
            float blue = (sample & 0xff) * SCALE;
            if (channels == 1) {
                into[at++] = 0.2989f * red + 0.587f * green + 0.114f * blue;
            } else {
                into[at++] = red;
                into[at++] = green;
                into[at++] = blue;
            }
        }
    }
}
