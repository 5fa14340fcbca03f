package dev.lamina.data;

import dev.lamina.data.picture.DecodedPicture;
import dev.lamina.data.picture.PictureDecoder;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * A picture in a file: PNG, JPEG, GIF (its first) or BMP, known by its first bytes.
 *
 * <p>The samples are those of libjpeg and libpng, which TensorFlow reads by, without colour management:
 * JPEG as {@code tf.io.decode_jpeg} gives it with {@code dct_method='INTEGER_ACCURATE'}, inks as it makes
 * red, green and blue of them. A file is trusted in nothing: its size is checked before memory is taken
 * for its pixels.
 *
 * @param file where it is, in the default file system
 * @param upright whether it is turned as its EXIF data say that the camera was held, which TensorFlow does not do
 */
public record PictureFile(Path file, boolean upright) {
    /** The number of pixels, rows times columns, above which a picture is refused. */
    public static final long MAX_PIXELS = PictureDecoder.MAX_PIXELS;

    /**
     * Checks that it can be read from there.
     *
     * @throws InvalidArgumentException when the file is not one of the default file system
     */
    public PictureFile {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidArgumentException("pictures are read from the default file system, got " + file);
        }
    }

    /** The picture in that file, upright. */
    public static PictureFile of(Path file) {
        return new PictureFile(file, true);
    }

    /** The same as it is stored, however the camera was held: as TensorFlow reads it. */
    public PictureFile asStored() {
        return new PictureFile(file, false);
    }

    /**
     * Its pixels in [0, 1] as float32 [rows, columns, channels].
     *
     * @param channels 1 for grey (of colours by TensorFlow's {@code rgb_to_grayscale}); 2 for grey and
     *     opacity; 3 for red, green and blue, all the same where there is only grey; 4 for these and opacity.
     *     With 1 and 3, transparency is ignored
     * @throws dev.lamina.error.NotFoundException when there is no such file
     * @throws dev.lamina.error.DataLossException when it is no picture, or is damaged or truncated
     * @throws dev.lamina.error.UnimplementedException when it is a picture of a kind that is not read, such as WebP,
     *     HEIC or TIFF
     * @throws InvalidArgumentException when it has more than {@link #MAX_PIXELS} pixels, or for other channels
     * @throws ResourceExhaustedException when the heap is too small for them
     */
    public Tensor read(int channels) {
        if (channels < 1 || channels > 4) {
            throw new InvalidArgumentException("a picture has 1 to 4 channels, got " + channels);
        }
        var picture = decode();
        var shape = Shape.of(picture.rows(), picture.columns(), channels);
        var pixels = pixels(shape);
        var row = new float[picture.columns() * channels];
        for (int y = 0; y < picture.rows(); y++) {
            picture.row(y, channels, row);
            System.arraycopy(row, 0, pixels, y * row.length, row.length);
        }
        return Tensor.wrap(DType.FLOAT32, pixels, shape);
    }

    private float[] pixels(Shape shape) {
        try {
            return new float[shape.size()];
        } catch (OutOfMemoryError e) {
            throw new ResourceExhaustedException(
                    "picture " + file + " of " + shape + " needs more than is free of the heap of "
                            + Runtime.getRuntime().maxMemory() + " bytes",
                    "start Java with a larger -Xmx",
                    e);
        }
    }

    /** What {@link #read} reads, row by row. */
    DecodedPicture decode() {
        return PictureDecoder.decode(file, upright);
    }
}
