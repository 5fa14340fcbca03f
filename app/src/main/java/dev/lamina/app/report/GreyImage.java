package dev.lamina.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A grey image: its pixels row by row, from 0, black, to 1. */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by its elements
public record GreyImage(int rows, int columns, float[] pixels) {
    /** Copies the pixels. */
    public GreyImage {
        pixels = pixels.clone();
    }

    /** Values of 0 and more: 0 is black, the largest white; all are black where none is above 0. */
    public static GreyImage ofLargest(int rows, int columns, float[] values) {
        float largest = largest(values);
        float[] pixels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = largest > 0 ? values[i] / largest : 0;
        }
        return new GreyImage(rows, columns, pixels);
    }

    /** Values of both signs: 0 is grey, what is farthest from it white or black. */
    public static GreyImage ofSigned(int rows, int columns, float[] values) {
        float largest = largest(values);
        float[] pixels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = largest > 0 ? 0.5f + 0.5f * values[i] / largest : 0.5f;
        }
        return new GreyImage(rows, columns, pixels);
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GreyImage image
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
