package dev.lamina.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Undoes Snappy's compression, which tables of checkpoints and pages of Parquet may be under.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">the format</a>
 */
public final class Snappy {
    /** The densest element, a copy of 64 bytes, takes three. */
    private static final int LARGEST_RATIO = 64 / 3 + 1;

    private final ByteBuffer in;
    private final byte[] out;
    private int size;

    private Snappy(ByteBuffer in, byte[] out) {
        this.in = in;
        this.out = out;
    }

    /**
     * What was compressed to the rest of a buffer. No more is allocated than so many bytes can stand for.
     *
     * @throws BufferUnderflowException if the buffer's bytes are not of this format, or stand for more than an array can hold
     */
    public static byte[] uncompress(ByteBuffer compressed) {
        ByteBuffer in = compressed.slice().order(ByteOrder.LITTLE_ENDIAN);
        long length = Varint.read(in);
        if (length < 0 || length > Math.min((long) LARGEST_RATIO * in.remaining(), Integer.MAX_VALUE)) {
            throw new BufferUnderflowException();
        }
        Snappy snappy = new Snappy(in, new byte[(int) length]);
        while (in.hasRemaining()) {
            snappy.element();
        }
        if (snappy.size != length) {
            throw new BufferUnderflowException();
        }
        return snappy.out;
    }

    private void element() {
        int tag = in.get() & 0xff;
        switch (tag & 3) {
            case 0 -> literal(tag >>> 2);
            case 1 -> copy(((tag >>> 5) << 8) | (in.get() & 0xff), ((tag >>> 2) & 7) + 4);
            case 2 -> copy(in.getShort() & 0xffff, (tag >>> 2) + 1);
            default -> copy(in.getInt(), (tag >>> 2) + 1);
        }
    }

    /** Bytes as they are; a length beyond 60 is in the one to four bytes that follow. */
    private void literal(int code) {
        long length = code;
        if (code >= 60) {
            length = 0;
            for (int i = 0; i < code - 59; i++) {
                length |= (in.get() & 0xffL) << (8 * i);
            }
        }
        length++;
        if (length > in.remaining() || length > out.length - size) {
            throw new BufferUnderflowException();
        }
        in.get(out, size, (int) length);
        size += (int) length;
    }

    /** Bytes from before, which may reach into what they make. */
    private void copy(int back, int length) {
        if (back <= 0 || back > size || length > out.length - size) {
            throw new BufferUnderflowException();
        }
        for (int i = 0; i < length; i++, size++) {
            out[size] = out[size - back];
        }
    }
}
