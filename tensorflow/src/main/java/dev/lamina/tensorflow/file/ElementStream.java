package dev.lamina.tensorflow.file;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.zip.Checksum;

/** Numbers and truth values one behind the other in a file, a piece at a time, summed up on the way. */
public final class ElementStream {
    private static final int PIECE = 1 << 18;

    private ElementStream() {}

    /** Fills the first {@code count} elements of an array. */
    public static void read(ReadableByteChannel in, ByteOrder order, DType type, Object array, int count, Checksum sum)
            throws IOException {
        ByteBuffer piece = piece(order, type, count);
        int most = piece.capacity() / type.bytes();
        for (int at = 0; at < count; at += most) {
            int length = Math.min(most, count - at);
            fill(in, piece.clear().limit(length * type.bytes()), sum);
            get(piece, type, array, at, length);
        }
    }

    /** Writes the first {@code count} elements of an array. */
    public static void write(
            WritableByteChannel out, ByteOrder order, DType type, Object array, int count, Checksum sum)
            throws IOException {
        ByteBuffer piece = piece(order, type, count);
        int most = piece.capacity() / type.bytes();
        for (int at = 0; at < count; at += most) {
            int length = Math.min(most, count - at);
            put(piece.clear().limit(length * type.bytes()), type, array, at, length);
            drain(out, piece, sum);
        }
    }

    /** Reads until the buffer is full, and makes it ready to be taken from. */
    public static void fill(ReadableByteChannel in, ByteBuffer buffer, Checksum sum) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new EOFException("the file ends too early");
            }
        }
        sum.update(buffer.flip());
        buffer.rewind();
    }

    /** Writes the buffer from its beginning to its limit. */
    public static void drain(WritableByteChannel out, ByteBuffer buffer, Checksum sum) throws IOException {
        sum.update(buffer.rewind());
        buffer.rewind();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private static ByteBuffer piece(ByteOrder order, DType type, int count) {
        return ByteBuffer.allocate((int) Math.min(PIECE, (long) count * type.bytes()))
                .order(order);
    }

    /** Takes elements from a buffer, in its byte order. */
    public static void get(ByteBuffer from, DType type, Object array, int at, int count) {
        switch (type) {
            case FLOAT32 -> from.asFloatBuffer().get((float[]) array, at, count);
            case FLOAT64 -> from.asDoubleBuffer().get((double[]) array, at, count);
            case COMPLEX64 -> from.asFloatBuffer().get((float[]) array, 2 * at, 2 * count);
            case COMPLEX128 -> from.asDoubleBuffer().get((double[]) array, 2 * at, 2 * count);
            case INT32, UINT32 -> from.asIntBuffer().get((int[]) array, at, count);
            case INT64, UINT64 -> from.asLongBuffer().get((long[]) array, at, count);
            case INT16, UINT16, FLOAT16, BFLOAT16 -> from.asShortBuffer().get((short[]) array, at, count);
            case INT8, UINT8 -> from.get((byte[]) array, at, count);
            case BOOL -> {
                byte[] truths = (byte[]) array;
                for (int i = at; i < at + count; i++) {
                    truths[i] = (byte) (from.get() == 0 ? 0 : 1);
                }
            }
            case STRING, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("elements of " + type + " have no fixed size");
        }
    }

    /** Puts elements into a buffer, in its byte order. Where its position is then depends on the type. */
    public static void put(ByteBuffer to, DType type, Object array, int at, int count) {
        switch (type) {
            case FLOAT32 -> to.asFloatBuffer().put((float[]) array, at, count);
            case FLOAT64 -> to.asDoubleBuffer().put((double[]) array, at, count);
            case COMPLEX64 -> to.asFloatBuffer().put((float[]) array, 2 * at, 2 * count);
            case COMPLEX128 -> to.asDoubleBuffer().put((double[]) array, 2 * at, 2 * count);
            case INT32, UINT32 -> to.asIntBuffer().put((int[]) array, at, count);
            case INT64, UINT64 -> to.asLongBuffer().put((long[]) array, at, count);
            case INT16, UINT16, FLOAT16, BFLOAT16 -> to.asShortBuffer().put((short[]) array, at, count);
            case INT8, UINT8, BOOL -> to.put((byte[]) array, at, count);
            case STRING, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("elements of " + type + " have no fixed size");
        }
    }
}
