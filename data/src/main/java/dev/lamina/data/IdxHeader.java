package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The checked header of an IDX file. */
final class IdxHeader {
    private final DType type;
    private final int[] dimensions;
    private final int length;

    private IdxHeader(DType type, int[] dimensions, int length) {
        this.type = type;
        this.dimensions = dimensions;
        this.length = length;
    }

    /** Reads the header, and checks that an array can hold what it announces. */
    static IdxHeader read(InputStream in, String source) throws IOException {
        var magic = in.readNBytes(4);
        if (magic.length < 4) {
            throw truncated(source, 4, magic.length);
        }
        var type = type(magic[2]);
        int rank = magic[3] & 0xff;
        if (magic[0] != 0 || magic[1] != 0 || type == null || rank == 0) {
            throw new DataLossException(
                    "%s is not an IDX file: expected the magic number 00 00, a type from 08 to 0e and 1 to 255 dimensions, found %02x %02x %02x %02x"
                            .formatted(source, magic[0], magic[1], magic[2], magic[3]));
        }
        var sizes = in.readNBytes(4 * rank);
        if (sizes.length < 4 * rank) {
            throw truncated(source, 4 + 4 * rank, 4 + sizes.length);
        }
        return checked(source, type, ByteBuffer.wrap(sizes), rank);
    }

    private static IdxHeader checked(String source, DType type, ByteBuffer sizes, int rank) {
        var dimensions = new int[rank];
        var announced = new StringBuilder();
        long length = 1;
        boolean fits = true;
        for (int axis = 0; axis < rank; axis++) {
            int size = sizes.getInt();
            announced.append(axis == 0 ? "" : "x").append(Integer.toUnsignedString(size));
            dimensions[axis] = size;
            length *= size;
            fits &= size >= 0 && length <= Integer.MAX_VALUE;
            length = Math.clamp(length, 0, Integer.MAX_VALUE);
        }
        if (!fits) {
            throw new DataLossException("IDX file %s announces %s elements, more than the %d an array can hold"
                    .formatted(source, announced, Integer.MAX_VALUE));
        }
        return new IdxHeader(type, dimensions, (int) length);
    }

    int[] dimensions() {
        return dimensions;
    }

    DType type() {
        return type;
    }

    /** The number of elements. */
    int length() {
        return length;
    }

    /** The bytes of the elements. */
    long elementBytes() {
        return (long) length * type.bytes();
    }

    /** The bytes of the header itself. */
    int headerLength() {
        return 4 + 4 * dimensions.length;
    }

    private static DataLossException truncated(String source, int expected, int found) {
        return new DataLossException(
                "IDX file %s ends within its header: expected %d bytes, found %d".formatted(source, expected, found));
    }

    private static @Nullable DType type(int code) {
        return switch (code) {
            case 0x08 -> DType.UINT8;
            case 0x09 -> DType.INT8;
            case 0x0b -> DType.INT16;
            case 0x0c -> DType.INT32;
            case 0x0d -> DType.FLOAT32;
            case 0x0e -> DType.FLOAT64;
            default -> null;
        };
    }
}
