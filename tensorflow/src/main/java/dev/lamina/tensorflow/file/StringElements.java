package dev.lamina.tensorflow.file;

import dev.lamina.codec.Varint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/**
 * Strings as a checkpoint has them: all lengths as varints, a checksum over the lengths as 32-bit numbers (64-bit ones
 * if they need it), then the strings' bytes. The tensor's own checksum runs over the lengths as numbers, the first
 * checksum and the bytes. Constants in graphs have them without checksums.
 */
public final class StringElements {
    private static final byte[] EMPTY = {};

    private StringElements() {}

    /** Writes strings. */
    public static void write(WritableByteChannel out, byte[][] strings, int count, CRC32C sum) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            Varint.write(head, strings[i].length);
            addLength(sum, strings[i].length);
        }
        ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        lengths.putInt(0, MaskedCrc.of(sum));
        head.writeBytes(lengths.array());
        ElementStream.drain(out, ByteBuffer.wrap(head.toByteArray()), new CRC32C());
        sum.update(lengths.array());
        for (int i = 0; i < count; i++) {
            ElementStream.drain(out, ByteBuffer.wrap(strings[i]), sum);
        }
    }

    /**
     * Reads strings from their whole part of the file, whose bytes must be just theirs.
     *
     * @throws BufferUnderflowException if they are not
     */
    public static byte[][] read(ByteBuffer in, int count, CRC32C sum) {
        int[] lengths = new int[count];
        long total = 0;
        for (int i = 0; i < count; i++) {
            long length = Varint.read(in);
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            lengths[i] = (int) length;
            total += length;
            addLength(sum, length);
        }
        byte[] checksum = new byte[Integer.BYTES];
        in.get(checksum);
        int expected = ByteBuffer.wrap(checksum).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (expected != MaskedCrc.of(sum) || total != in.remaining()) {
            throw new BufferUnderflowException();
        }
        sum.update(checksum);
        byte[][] strings = new byte[count][];
        for (int i = 0; i < count; i++) {
            strings[i] = lengths[i] == 0 ? EMPTY : new byte[lengths[i]];
            in.get(strings[i]);
            sum.update(strings[i]);
        }
        return strings;
    }

    /**
     * Reads strings as a constant in a graph has them: all lengths, then the strings' bytes, and no checksum.
     *
     * @throws BufferUnderflowException if the bytes are not just those of so many strings
     */
    public static byte[][] readPacked(ByteBuffer in, int count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[][] strings = new byte[count][];
        long total = 0;
        for (int i = 0; i < count; i++) {
            long length = Varint.read(in);
            total += length;
            if (length < 0 || total > in.remaining()) {
                throw new BufferUnderflowException();
            }
            strings[i] = length == 0 ? EMPTY : new byte[(int) length];
        }
        if (total != in.remaining()) {
            throw new BufferUnderflowException();
        }
        for (byte[] string : strings) {
            in.get(string);
        }
        return strings;
    }

    private static void addLength(CRC32C sum, long length) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        number.putLong(0, length);
        sum.update(number.limit(length <= 0xffff_ffffL ? Integer.BYTES : Long.BYTES));
    }
}
