package dev.lamina.data.picture;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnimplementedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Decodes a PNG, JPEG, GIF or BMP that is trusted in nothing. */
public final class PictureDecoder {
    /** The number of pixels, rows times columns, above which a picture is refused. */
    public static final long MAX_PIXELS = 1L << 26;

    private PictureDecoder() {}

    /**
     * The picture.
     *
     * @param upright whether it is turned as its EXIF data say
     * @throws NotFoundException when there is no such file
     * @throws DataLossException when it is no picture, or is damaged or truncated
     * @throws UnimplementedException when it is a picture of another kind
     * @throws InvalidArgumentException when it has more than {@link #MAX_PIXELS} pixels
     * @throws ResourceExhaustedException when the heap is too small for them
     */
    public static DecodedPicture decode(Path file, boolean upright) {
        var errors = new PictureErrors(file);
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException(
                    Files.exists(file) ? "picture " + file + " is not a file" : "there is no file " + file);
        }
        // This stream, unlike a channel's, is not closed when a thread that reads is told to stop.
        try (var in = new FileImageInputStream(file.toFile())) {
            return decode(in, errors, upright);
        } catch (FileNotFoundException e) {
            throw new NotFoundException("picture " + file + " cannot be opened: " + e.getMessage(), null, e);
        } catch (IOException e) {
            throw errors.damaged(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Java's decoders meet damage with exceptions of many kinds, out of range and the like.
            throw e instanceof LaminaException ? e : errors.damaged(e.toString(), e);
        } catch (OutOfMemoryError e) {
            // One large array that does not fit leaves the heap as it was.
            throw errors.tooLarge(e);
        }
    }

    /**
     * The picture in a file's bytes, as it is stored.
     *
     * @throws DataLossException when it is no picture, or is damaged or truncated
     * @throws UnimplementedException when it is a picture of another kind
     * @throws InvalidArgumentException when it has more than {@link #MAX_PIXELS} pixels
     * @throws ResourceExhaustedException when the heap is too small for them
     */
    public static DecodedPicture decode(byte[] contents) {
        var errors = new PictureErrors(Path.of("in memory"));
        try (var in = new ArrayImageStream(contents)) {
            return decode(in, errors, false);
        } catch (IOException e) {
            throw errors.damaged(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw e instanceof LaminaException ? e : errors.damaged(e.toString(), e);
        } catch (OutOfMemoryError e) {
            throw errors.tooLarge(e);
        }
    }

    private static DecodedPicture decode(ImageInputStream in, PictureErrors errors, boolean upright)
            throws IOException {
        var prefix = new byte[PictureFormat.PREFIX];
        int count = in.read(prefix);
        prefix = Arrays.copyOf(prefix, Math.max(0, count));
        var format = PictureFormat.of(prefix);
        if (format == null) {
            var foreign = PictureFormat.foreign(prefix);
            if (foreign != null) {
                throw errors.unsupported(foreign);
            }
            throw new DataLossException(
                    "picture " + errors.file() + " is no PNG, JPEG, GIF or BMP" + (count < 1 ? ": it is empty" : ""));
        }
        return switch (format) {
            case PNG -> PngDecoder.decode(in, errors, upright);
            case JPEG -> JpegDecoder.decode(in, errors, upright);
            case GIF -> GifDecoder.decode(in, errors);
            case BMP -> BmpDecoder.decode(in, errors);
        };
    }
}
