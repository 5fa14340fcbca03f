package dev.lamina.op.kernel;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that tensors name, and the errors of what reads and writes them. */
public final class FileNames {
    private FileNames() {}

    /** The file that a text names. */
    public static Path path(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidArgumentException("'" + text + "' is no file name", null, e);
        }
    }

    /**
     * A file's bytes.
     *
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     * @throws ResourceExhaustedException if no array holds so many
     */
    public static byte[] read(Path file) {
        try {
            long size = Files.size(file);
            if (size > Shape.MOST_ELEMENTS) {
                throw new ResourceExhaustedException(file + " has " + size + " bytes, more than an array holds");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(file + "; No such file or directory", null, e);
        } catch (IOException e) {
            throw UnavailableException.of("cannot read " + file, e);
        }
    }

    /** Writes a file, whose folders are made if they are not there; it appears, or changes, at one stroke. */
    public static void write(Path file, byte[] contents) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new InvalidArgumentException("'" + file + "' is no file");
            }
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, ".", ".part");
            try {
                Files.write(beside, contents);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw UnavailableException.of("cannot write " + file, e);
        }
    }
}
