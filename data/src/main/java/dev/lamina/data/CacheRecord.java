package dev.lamina.data;

import dev.lamina.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One example's values as bytes: elements in little-endian order, strings each behind its length. */
final class CacheRecord {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ORDER);

    private CacheRecord() {}

    /** The values' bytes in a buffer of their own. */
    static ByteBuffer of(Example example) {
        var buffer = ByteBuffer.allocate(bytes(example)).order(ORDER);
        put(example, buffer);
        return buffer.flip();
    }

    /** How many bytes the values take. */
    static int bytes(Example example) {
        long bytes = 0;
        for (var values : example.values()) {
            bytes += (long) values.size()
                    * (values.dtype() == DType.STRING
                            ? Integer.BYTES
                            : values.dtype().bytes());
            if (values.array() instanceof byte[][] strings) {
                for (int i = 0; i < values.size(); i++) {
                    bytes += strings[values.offset() + i].length;
                }
            }
        }
        return Math.toIntExact(bytes);
    }

    /** Writes the values behind the position of a buffer in little-endian order. */
    static void put(Example example, ByteBuffer to) {
        for (var values : example.values()) {
            int from = values.offset();
            int size = values.size();
            switch (values.array()) {
                case float[] floats -> to.asFloatBuffer().put(floats, from, size);
                case double[] doubles -> to.asDoubleBuffer().put(doubles, from, size);
                case int[] ints -> to.asIntBuffer().put(ints, from, size);
                case long[] longs -> to.asLongBuffer().put(longs, from, size);
                case short[] shorts -> to.asShortBuffer().put(shorts, from, size);
                case byte[] bytes -> to.slice().put(bytes, from, size);
                case byte[][] strings -> {
                    for (int i = from; i < from + size; i++) {
                        to.putInt(strings[i].length).put(strings[i]);
                    }
                }
                default -> throw new IllegalStateException("no array of " + values);
            }
            to.position(to.position() + size * values.dtype().bytes());
        }
    }

    /**
     * Reads values from a stretch of a file.
     *
     * @return where they end, beyond {@code end} if the stretch is too short
     */
    static long read(MemorySegment file, long start, long end, Example into) {
        long at = start;
        for (var values : into.values()) {
            long bytes = (long) values.size() * values.dtype().bytes();
            if (at + bytes > end) {
                return Long.MAX_VALUE;
            }
            int to = values.offset();
            int size = values.size();
            switch (values.array()) {
                case float[] floats -> MemorySegment.copy(file, FLOAT, at, floats, to, size);
                case double[] doubles -> MemorySegment.copy(file, DOUBLE, at, doubles, to, size);
                case int[] ints -> MemorySegment.copy(file, INT, at, ints, to, size);
                case long[] longs -> MemorySegment.copy(file, LONG, at, longs, to, size);
                case short[] shorts -> MemorySegment.copy(file, SHORT, at, shorts, to, size);
                case byte[] single -> MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, single, to, size);
                case byte[][] strings -> at = readStrings(file, at, end, strings, to, size);
                default -> throw new IllegalStateException("no array of " + values);
            }
            at += bytes;
        }
        return at;
    }

    private static long readStrings(MemorySegment file, long start, long end, byte[][] strings, int from, int count) {
        long at = start;
        for (int i = from; i < from + count; i++) {
            int length = at + Integer.BYTES > end ? -1 : file.get(INT, at);
            at += Integer.BYTES;
            if (length < 0 || at + length > end) {
                return end + 1;
            }
            strings[i] = file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
            at += length;
        }
        return at;
    }
}
