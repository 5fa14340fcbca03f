package dev.lamina.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * An image that was taken for something else.
 *
 * @param number the place of the image among the tested, from 0
 * @param label the class that it is of
 * @param taken the class that it was taken for
 * @param probability what was given to that class, from 0 to 1
 * @param probabilityOfLabel what was given to the right one
 * @param image its pixels
 */
public record Mistake(int number, int label, int taken, double probability, double probabilityOfLabel, Image image) {
    /** A grey image: its pixels row by row, from 0, black, to 1. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by its elements
    public record Image(int rows, int columns, float[] pixels) {
        /** Copies the pixels. */
        public Image {
            pixels = pixels.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Image image
                    && rows == image.rows
                    && columns == image.columns
                    && Arrays.equals(pixels, image.pixels);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(pixels);
        }

        /** The image as a PNG within an address. */
        String dataUri() {
            var picture = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < pixels.length; i++) {
                int grey = Math.round(255 * Math.clamp(pixels[i], 0, 1));
                picture.getRaster().setSample(i % columns, i / columns, 0, grey);
            }
            var png = new ByteArrayOutputStream();
            try {
                ImageIO.write(picture, "png", png);
            } catch (IOException e) {
                throw new UncheckedIOException("a PNG in memory", e);
            }
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        }
    }
}
