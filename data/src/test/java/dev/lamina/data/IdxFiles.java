package dev.lamina.data;

import dev.lamina.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files for tests. */
final class IdxFiles {
    private IdxFiles() {}

    /** An IDX file of unsigned bytes. */
    static byte[] file(byte[] elements, int... dimensions) {
        return file(0x08, elements, dimensions);
    }

    /** An IDX file of elements whose type has that code. */
    static byte[] file(int type, byte[] elements, int... dimensions) {
        var bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.length);
        for (int size : dimensions) {
            bytes.putInt(size);
        }
        return bytes.put(elements).array();
    }

    static byte[] gzip(byte[] contents) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Images of which each pixel tells its image's number, modulo 256, and labels that are it modulo the classes. */
    static MnistArrays arrays(int train, int test, int rows, int columns, int classes) {
        return new MnistArrays(
                images(train, rows, columns),
                labels(train, classes),
                images(test, rows, columns),
                labels(test, classes));
    }

    static IdxArray images(int count, int rows, int columns) {
        var pixels = new byte[count * rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / (rows * columns));
        }
        return new IdxArray("images", DType.UINT8, new int[] {count, rows, columns}, pixels);
    }

    static IdxArray labels(int count, int classes) {
        var labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % classes);
        }
        return new IdxArray("labels", DType.UINT8, new int[] {count}, labels);
    }

    /** Writes the four files, plain, with {@code separator} before "idx". */
    static void write(Path folder, MnistArrays arrays, String separator) throws IOException {
        write(folder.resolve("train-images" + separator + "idx3-ubyte"), arrays.trainImages());
        write(folder.resolve("train-labels" + separator + "idx1-ubyte"), arrays.trainLabels());
        write(folder.resolve("t10k-images" + separator + "idx3-ubyte"), arrays.testImages());
        write(folder.resolve("t10k-labels" + separator + "idx1-ubyte"), arrays.testLabels());
    }

    private static void write(Path path, IdxArray array) throws IOException {
        var dimensions = new int[array.rank()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            dimensions[axis] = array.dimension(axis);
        }
        Files.write(path, file(array.elements(), dimensions));
    }
}
