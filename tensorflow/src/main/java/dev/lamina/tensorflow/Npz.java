package dev.lamina.tensorflow;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.numpy.NpyArray;
import dev.lamina.tensorflow.numpy.NpzArrays;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy's {@code .npz} files: arrays by name, each a {@code .npy} in a ZIP archive. */
public final class Npz {
    private static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * The arrays by name, in the order of the archive. Each is read when it is asked for, anew each time: one that cannot be
     * read is an error that names it, from {@link Map#get} or an entry's {@link Map.Entry#getValue}, and hides no other.
     *
     * @return a map that cannot be changed, whose arrays throw as {@link Npy#read} does
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.DataLossException if it is no archive, or its list of contents is damaged
     */
    public static Map<String, Tensor> read(Path file) {
        return new NpzArrays(file);
    }

    /**
     * Writes arrays by name, compressed as {@code numpy.savez_compressed} does; the file is whole or not there.
     *
     * @throws dev.lamina.error.InvalidArgumentException if NumPy cannot hold a string
     * @throws dev.lamina.error.UnavailableException if the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> arrays) {
        try (PendingFiles files = new PendingFiles()) {
            ZipOutputStream out =
                    new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(files.begin(file))));
            for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
                // The same arrays give the same bytes whenever they are written.
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
                out.putNextEntry(entry);
                NpyArray.write(out, array.getValue());
                out.closeEntry();
            }
            out.finish();
            out.flush();
            files.commit();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }
}
