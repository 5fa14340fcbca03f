package dev.lamina.tensorflow.file;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Numbers of seven bits a byte, the low ones first, as protocol buffers have them. */
public final class Varint {
    private static final int LONGEST = 10;

    private Varint() {}

    public static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Reads the number at the buffer's position and moves behind it.
     *
     * @throws BufferUnderflowException if the buffer ends before the number, or the number takes more bytes than it needs
     */
    public static long read(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            byte next = in.get();
            value |= (next & 0x7fL) << (7 * i);
            if (next == 0 && i > 0) {
                throw new BufferUnderflowException();
            }
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }
}
