package dev.lamina.tensorflow;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.numpy.NpyArray;
import dev.lamina.tensorflow.numpy.NpySource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NumPy's {@code .npy} files: one array each.
 *
 * <p>Of strings, fixed-width bytes ({@code S}) and Unicode ({@code U}, as UTF-8) are read, and bytes written; bfloat16 is
 * {@code V2}, as ml_dtypes has it. Types that Lamina lacks, datetime64, structured and Python's objects, are refused
 * by name.
 */
public final class Npy {
    private Npy() {}

    /**
     * Reads an array: formats 1 to 3, in C's or Fortran's order, of either byte order.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.DataLossException if the file is damaged
     * @throws dev.lamina.error.UnimplementedException if Lamina does not have its type
     */
    public static Tensor read(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return NpyArray.read(new NpySource(file.toString(), in, Reading.sizeWithinMemory(file)));
            }
        });
    }

    /**
     * Writes an array, the bytes that {@code numpy.save} writes; the file is whole or not there.
     *
     * @throws dev.lamina.error.InvalidArgumentException if NumPy cannot hold a string
     * @throws dev.lamina.error.UnavailableException if the file cannot be written
     */
    public static void write(Path file, Tensor tensor) {
        try (PendingFiles files = new PendingFiles()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(files.begin(file)));
            NpyArray.write(out, tensor);
            out.flush();
            files.commit();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }
}
