package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An array in the IDX format, which MNIST and its kin are published in: of unsigned bytes there, and
 * else of any of the format's types, int8, int16, int32, float32 and float64.
 *
 * <p>The format: two zero bytes, a type code, the number of dimensions, each dimension as a
 * big-endian 32-bit integer, then the elements in row-major order. A file may be compressed by gzip;
 * this is told from its first bytes, not from its name.
 *
 * <p>A file is trusted in nothing. Its header is checked against the length of the file before memory
 * is taken for the elements, no more is decompressed than the header announces, and a truncated,
 * damaged or overlong file is a {@link DataLossException} that names the file, what was expected and
 * what was found.
 */
public final class IdxArray {
    private final String source;
    private final DType type;
    private final int[] dimensions;
    private final Object elements;

    IdxArray(String source, DType type, int[] dimensions, Object elements) {
        this.source = source;
        this.type = type;
        this.dimensions = dimensions;
        this.elements = elements;
    }

    /**
     * Reads an IDX file, compressed by gzip or not.
     *
     * @throws NotFoundException when there is no such file
     * @throws DataLossException when the file is not IDX, is damaged, truncated or overlong, or cannot be read
     * @throws dev.lamina.error.ResourceExhaustedException when the heap is too small for its elements
     */
    public static IdxArray read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new IdxReader(file.toString(), in, Files.size(file)).read();
        } catch (NoSuchFileException e) {
            throw new NotFoundException("IDX file " + file + " does not exist");
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads an IDX file, compressed by gzip or not, that is in memory.
     *
     * @param file the bytes of the whole file
     * @param source what error messages call the file
     * @throws DataLossException when the file is not IDX, is damaged, truncated or overlong
     * @throws dev.lamina.error.ResourceExhaustedException when the heap is too small for its elements
     */
    public static IdxArray read(byte[] file, String source) {
        try {
            return new IdxReader(source, new ByteArrayInputStream(file), file.length).read();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static DataLossException unreadable(String source, IOException cause) {
        return new DataLossException("IDX file " + source + " cannot be read: " + cause, null, cause);
    }

    /** What error messages call the file. */
    String source() {
        return source;
    }

    /** The number of dimensions, 1 to 255. */
    public int rank() {
        return dimensions.length;
    }

    /** The size of one dimension, zero or more. */
    public int dimension(int axis) {
        return dimensions[axis];
    }

    /** The type of the elements. */
    public DType type() {
        return type;
    }

    /**
     * The unsigned bytes in row-major order, each to be read as {@code b & 0xff}. Not a copy: do not change them.
     *
     * @throws InvalidArgumentException when the elements are of another {@linkplain #type() type}
     */
    public byte[] elements() {
        if (type != DType.UINT8) {
            throw new InvalidArgumentException(
                    "IDX file " + source + " holds elements of type " + type + ", not the unsigned bytes wanted",
                    "toTensor() gives elements of any type");
        }
        return (byte[]) elements;
    }

    /** The array as a tensor of its type and shape, which shares its elements. */
    public Tensor toTensor() {
        return Tensor.wrap(
                type,
                elements,
                Shape.of(Arrays.stream(dimensions).asLongStream().toArray()));
    }

    /** The shape, such as {@code [60000, 28, 28]}. */
    @Override
    public String toString() {
        return Arrays.toString(dimensions);
    }
}
