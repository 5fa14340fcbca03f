package dev.lamina.parquet;

import java.nio.ByteBuffer;

/** How a value is kept, in the order of the format's numbers. */
enum PhysicalType {
    BOOLEAN(0),
    INT32(Integer.BYTES),
    INT64(Long.BYTES),
    INT96(12),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES),
    BYTE_ARRAY(0),
    FIXED_LEN_BYTE_ARRAY(0);

    private final int width;

    PhysicalType(int width) {
        this.width = width;
    }

    static PhysicalType of(long number) {
        return values()[Damage.within("the number of a type", number, values().length - 1)];
    }

    /** Whether it is bytes rather than a number of at most eight. */
    boolean isBytes() {
        return this == INT96 || this == BYTE_ARRAY || this == FIXED_LEN_BYTE_ARRAY;
    }

    /** The bits of the next number, which is no boolean. */
    long bits(ByteBuffer in) {
        return width == Long.BYTES ? in.getLong() : in.getInt();
    }

    /**
     * The next bytes.
     *
     * @param length of those of {@link #FIXED_LEN_BYTE_ARRAY}
     */
    byte[] bytes(ByteBuffer in, int length) {
        int size = switch (this) {
            case BYTE_ARRAY -> in.getInt();
            case INT96 -> width;
            default -> length;
        };
        byte[] bytes = new byte[Damage.within("the length of a value", size, in.remaining())];
        in.get(bytes);
        return bytes;
    }
}
