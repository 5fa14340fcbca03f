package dev.lamina.data.picture;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnimplementedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a picture, said with its file. */
record PictureErrors(Path file) {
    DataLossException damaged(String how) {
        return damaged(how, null);
    }

    DataLossException damaged(String how, @Nullable Exception cause) {
        return new DataLossException("picture " + file + " is damaged: " + how, null, cause);
    }

    UnimplementedException unsupported(String what) {
        return new UnimplementedException(
                "picture " + file + " is " + what + ": only PNG, JPEG, GIF and BMP are read",
                "convert it first, for example by ImageMagick: magick " + file.getFileName() + " picture.png");
    }

    ResourceExhaustedException tooLarge(OutOfMemoryError cause) {
        return new ResourceExhaustedException(
                "picture " + file + " needs more than is free of the heap of "
                        + Runtime.getRuntime().maxMemory() + " bytes",
                "start Java with a larger -Xmx",
                cause);
    }

    /** Before memory is taken for what a file claims. */
    void checkSize(long columns, long rows) {
        if (columns < 1 || rows < 1) {
            throw damaged("it says it has " + rows + " x " + columns + " pixels");
        }
        if (columns > PictureDecoder.MAX_PIXELS / rows) {
            throw new InvalidArgumentException("picture " + file + " says it has " + rows + " x " + columns
                    + " pixels, more than the " + PictureDecoder.MAX_PIXELS + " that are read");
        }
    }
}
