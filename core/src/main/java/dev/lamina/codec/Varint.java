package dev.lamina.codec;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Numbers of seven bits a byte, the low ones first, as protocol buffers, Thrift and Snappy have them. */
public final class Varint {
    private static final int LONGEST = 10;

    private Varint() {}

    /** Writes a number, taken as unsigned, in as few bytes as it needs. */
    public static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Reads the number at the buffer's position and moves behind it. It may have more bytes than it needs, as writers that leave
     * room for a number before they know it fill that up.
     *
     * @throws BufferUnderflowException if the buffer ends before the number, or the number takes more bytes than any
     */
    public static long read(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            byte next = in.get();
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    /**
     * As {@link #read}, of a writer that leaves no room: where no checksum would tell, a bit that is another is noticed so.
     *
     * @throws BufferUnderflowException if the buffer ends before the number, or the number takes more bytes than it needs
     */
    public static long readShortest(ByteBuffer in) {
        int begin = in.position();
        long value = read(in);
        if (in.position() - begin > 1 && in.get(in.position() - 1) == 0) {
            throw new BufferUnderflowException();
        }
        return value;
    }
}
