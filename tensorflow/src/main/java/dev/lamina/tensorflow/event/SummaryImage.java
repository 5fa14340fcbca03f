package dev.lamina.tensorflow.event;

import com.google.protobuf.ByteString;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.Summary;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as TensorFlow's ImageSummary makes them of tensors. */
public final class SummaryImage {
    private static final float ZERO = 1e-6f;
    private static final byte[] RED = {(byte) 255, 0, 0, (byte) 255};

    private SummaryImage() {}

    /**
     * A PNG of a tensor of shape {@code [height, width, channels]}.
     *
     * @throws InvalidArgumentException if it is no image: its shape, no pixels, or not float or uint8
     */
    public static Summary.Image of(String tag, Tensor image) {
        return of(tag, image, RED);
    }

    /** The same with another colour than red, of four bytes, for what is not finite. */
    public static Summary.Image of(String tag, Tensor image, byte[] bad) {
        Shape shape = image.shape();
        if (shape.rank() != 3 || image.size() == 0 || shape.dim(2) == 2 || shape.dim(2) > 4) {
            throw new InvalidArgumentException(
                    "image '" + tag + "': a tensor of shape " + shape + " is not an image",
                    "its shape should be [height, width, channels] with 1 (gray), 3 (RGB) or 4 (RGBA) channels");
        }
        if (image.dtype() != DType.UINT8 && !image.dtype().isFloating()) {
            throw new InvalidArgumentException(
                    "image '" + tag + "': elements of type " + image.dtype() + " are not brightness",
                    "cast it to uint8, 0 to 255, or to a floating type");
        }
        int height = (int) shape.dim(0);
        int width = (int) shape.dim(1);
        int channels = (int) shape.dim(2);
        byte[] pixels = image.dtype() == DType.UINT8
                ? Arrays.copyOf(image.buffer().bytes(), image.size())
                : normalized(image.cast(DType.FLOAT32).floats(), channels, bad);
        return Summary.Image.newBuilder()
                .setHeight(height)
                .setWidth(width)
                .setColorspace(channels)
                .setEncodedImageString(png(pixels, height, width, channels))
                .build();
    }

    /** Scaled so that the largest is 255, or if there are negative ones so that 0 becomes 128 and all fit. */
    private static byte[] normalized(float[] values, int channels, byte[] bad) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < values.length; pixel += channels) {
            if (isFinite(values, pixel, channels)) {
                for (int i = pixel; i < pixel + channels; i++) {
                    min = Math.min(min, values[i]);
                    max = Math.max(max, values[i]);
                }
            }
        }
        float most = min < 0 ? Math.max(-min, Math.abs(max)) : max;
        float offset = min < 0 ? 128 : 0;
        float scale = most < ZERO ? 0 : (min < 0 ? 127 : 255) / most;
        byte[] bytes = new byte[values.length];
        for (int pixel = 0; pixel < values.length; pixel += channels) {
            if (isFinite(values, pixel, channels)) {
                for (int i = pixel; i < pixel + channels; i++) {
                    bytes[i] = (byte) (int) (values[i] * scale + offset);
                }
            } else {
                System.arraycopy(bad, 0, bytes, pixel, channels);
            }
        }
        return bytes;
    }

    private static boolean isFinite(float[] values, int pixel, int channels) {
        for (int i = pixel; i < pixel + channels; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    private static ByteString png(byte[] pixels, int height, int width, int channels) {
        int[] bands = new int[channels];
        Arrays.setAll(bands, i -> i);
        var raster = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length), width, height, width * channels, channels, bands, null);
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                channels == 4,
                false,
                channels == 4 ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream of one's own, since ImageIO would make one that is cached in a file.
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(new BufferedImage(colors, raster, false, null), "png", stream)) {
                throw new IllegalStateException("the JDK has no writer of PNG files");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
