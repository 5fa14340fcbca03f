package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** A PNG or JPEG that is trusted in nothing. */
record PictureFile(Path file) {
    /**
     * The picture.
     *
     * @throws NotFoundException when the file is not there any more
     * @throws DataLossException when it is not a PNG or JPEG, or is damaged
     * @throws InvalidArgumentException when it has more than {@link ImageFolder#MAX_PIXELS} pixels
     * @throws ResourceExhaustedException when the heap is too small for them
     */
    BufferedImage decode() {
        // This stream, unlike a channel's, is not closed when a thread that reads is told to stop.
        try (var in = new FileImageInputStream(file.toFile())) {
            return decode(in);
        } catch (FileNotFoundException e) {
            throw new NotFoundException("picture " + file + " cannot be opened: " + e.getMessage(), null, e);
        } catch (IOException e) {
            throw damaged(e.toString(), e);
        }
    }

    private BufferedImage decode(ImageInputStream in) throws IOException {
        var reader = reader(in);
        var warnings = new ArrayList<String>();
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0));
            var picture = reader.read(0);
            checkWhole(warnings);
            return picture;
        } catch (RuntimeException e) {
            // Java's decoders meet damage with exceptions of many kinds, out of range and the like.
            throw e instanceof LaminaException ? e : damaged(e.toString(), e);
        } catch (OutOfMemoryError e) {
            // One large array that does not fit leaves the heap as it was.
            throw new ResourceExhaustedException(
                    "picture " + file + " needs more than is free of the heap of "
                            + Runtime.getRuntime().maxMemory() + " bytes: start Java with a larger -Xmx",
                    null,
                    e);
        } finally {
            reader.dispose();
        }
    }

    private ImageReader reader(ImageInputStream in) throws IOException {
        var first = new byte[3];
        int count = in.read(first);
        in.seek(0);
        if (count == 3 && first[0] == (byte) 0x89 && first[1] == 'P' && first[2] == 'N') {
            return ImageIO.getImageReadersByFormatName("png").next();
        }
        if (count == 3 && first[0] == (byte) 0xff && first[1] == (byte) 0xd8 && first[2] == (byte) 0xff) {
            return ImageIO.getImageReadersByFormatName("jpeg").next();
        }
        throw new DataLossException("picture " + file + " is neither a PNG nor a JPEG");
    }

    private void checkSize(int columns, int rows) {
        if ((long) columns * rows > ImageFolder.MAX_PIXELS) {
            throw new InvalidArgumentException("picture " + file + " says it has " + rows + " x " + columns
                    + " pixels, more than the " + ImageFolder.MAX_PIXELS + " that are read");
        }
    }

    /** Java's JPEG decoder makes up what is missing, and only warns. */
    private void checkWhole(List<String> warnings) {
        for (var warning : warnings) {
            var text = warning.toLowerCase(Locale.ROOT);
            boolean harmless = text.contains("extraneous");
            if (!harmless && (text.contains("truncated") || text.contains("premature") || text.contains("corrupt"))) {
                throw damaged(warning, null);
            }
        }
    }

    private DataLossException damaged(String how, @Nullable Exception cause) {
        return new DataLossException("picture " + file + " is damaged: " + how, null, cause);
    }
}
