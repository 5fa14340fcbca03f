package dev.lamina.app.predict;

import dev.lamina.data.PictureFile;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;

/** A grey picture. */
final class Picture {
    private final int height;
    private final int width;
    private final float[] pixels;

    /** A picture of these pixels, row by row, from 0, black, to 1, white. */
    Picture(int height, int width, float[] pixels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    float[] pixels() {
        return pixels;
    }

    /**
     * A picture in grey. What is transparent is seen on white.
     *
     * @throws dev.lamina.error.LaminaException as {@link PictureFile#read} does
     */
    static Picture read(PictureFile file) {
        Tensor read = file.read(2);
        float[] greyAndOpacity = read.floats();
        float[] pixels = new float[greyAndOpacity.length / 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = onWhite(greyAndOpacity[2 * i], greyAndOpacity[2 * i + 1]);
        }
        return new Picture((int) read.shape().dim(0), (int) read.shape().dim(1), pixels);
    }

    private static float onWhite(float value, float opacity) {
        return value * opacity + (1 - opacity);
    }

    /** Says whether the background is light: whether most of the outermost pixels are. */
    boolean hasLightBackground() {
        return background() > 0.5f;
    }

    /** The median of the outermost pixels. */
    private float background() {
        float[] edge = new float[2 * (height + width)];
        int count = 0;
        for (int x = 0; x < width; x++) {
            edge[count++] = pixels[x];
            edge[count++] = pixels[(height - 1) * width + x];
        }
        for (int y = 0; y < height; y++) {
            edge[count++] = pixels[y * width];
            edge[count++] = pixels[y * width + width - 1];
        }
        Arrays.sort(edge);
        return edge[edge.length / 2];
    }

    /** White for black and black for white. */
    Picture inverted() {
        float[] inverted = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            inverted[i] = 1 - pixels[i];
        }
        return new Picture(height, width, inverted);
    }

    /**
     * The whole picture in another size: each pixel the mean of what it covers; what the proportions leave free is
     * background.
     */
    Picture resized(int newHeight, int newWidth) {
        double scale = Math.max((double) height / newHeight, (double) width / newWidth);
        double top = (height - newHeight * scale) / 2;
        double left = (width - newWidth * scale) / 2;
        float background = background();
        float[] resized = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                resized[y * newWidth + x] = mean(top + y * scale, left + x * scale, scale, background);
            }
        }
        return new Picture(newHeight, newWidth, resized);
    }

    private float mean(double top, double left, double side, float background) {
        double sum = 0;
        double covered = 0;
        for (int y = Math.max(0, (int) top); y < Math.min(height, top + side); y++) {
            double rowShare = Math.max(0, Math.min(y + 1, top + side) - Math.max(y, top));
            for (int x = Math.max(0, (int) left); x < Math.min(width, left + side); x++) {
                double share = rowShare * Math.max(0, Math.min(x + 1, left + side) - Math.max(x, left));
                sum += share * pixels[y * width + x];
                covered += share;
            }
        }
        double area = side * side;
        return (float) Math.clamp((sum + (area - covered) * background) / area, 0, 1);
    }
}
