package dev.lamina.tensorflow.file;

import dev.lamina.error.DataLossException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What every reader of a file begins with: whatever goes wrong is one of Lamina's errors, and names the file. */
public final class Reading {
    private Reading() {}

    /** Reads something of a file. */
    @FunctionalInterface
    public interface Reader<T> {
        T read() throws IOException;
    }

    /**
     * Reads. Errors keep their kinds.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.UnavailableException if the system refuses to read it
     * @throws ResourceExhaustedException if the memory is too small for what is in the file
     * @throws DataLossException if messages lie in one another deeper than the stack reaches
     */
    public static <T> T of(Path file, Reader<T> reader) {
        try {
            return reader.read();
        } catch (LaminaException e) {
            throw e.problem().contains(file.toString()) ? e : e.at(file.toString());
        } catch (UncheckedIOException e) {
            throw Problems.unreachable(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        } catch (OutOfMemoryError e) {
            // All that was made so far is garbage here.
            throw tooLarge(file, e);
        } catch (StackOverflowError e) {
            throw new DataLossException(file + " is nested deeper than the stack reaches", "raise it with -Xss", e);
        }
    }

    /**
     * The size of a file.
     *
     * @throws ResourceExhaustedException if it is larger than the memory
     */
    public static long sizeWithinMemory(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Runtime.getRuntime().maxMemory()) {
            throw tooLarge(file, null);
        }
        return size;
    }

    private static ResourceExhaustedException tooLarge(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ResourceExhaustedException(
                file + size(file) + " needs more memory than is free of the heap of "
                        + Runtime.getRuntime().maxMemory() + " bytes",
                "give the JVM more memory with -Xmx",
                cause);
    }

    private static String size(Path file) {
        try {
            return Files.isRegularFile(file) ? ", of " + Files.size(file) + " bytes," : "";
        } catch (IOException e) {
            return ""; // the size is an extra: the error tells the rest
        }
    }
}
