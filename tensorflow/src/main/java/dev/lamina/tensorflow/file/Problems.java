package dev.lamina.tensorflow.file;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What can be wrong with a file, said with the file and the place in it. */
public final class Problems {
    private Problems() {}

    public static DataLossException corrupt(Path file, long offset, String what) {
        return new DataLossException(file + " is damaged at byte " + offset + ": " + what);
    }

    public static DataLossException corrupt(Path file, String what) {
        return new DataLossException(file + " is damaged: " + what);
    }

    /** The file cannot be read or written: it is not there, or the system refuses. */
    public static RuntimeException unreachable(Path file, IOException cause) {
        return cause instanceof NoSuchFileException
                ? new NotFoundException("there is no file " + file, null, cause)
                : UnavailableException.of("cannot reach " + file, cause);
    }
}
