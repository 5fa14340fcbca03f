package dev.lamina.parquet;

import java.nio.ByteBuffer;

/**
 * Undoes Snappy's compression.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">the format</a>
 */
final class Snappy {
    /** The densest element, a copy of 64 bytes, takes three. */
    private static final int LARGEST_RATIO = 64 / 3 + 1;

    private final ByteBuffer in;
    private final byte[] out;
    private int size;

    private Snappy(ByteBuffer in, byte[] out) {
        this.in = in;
        this.out = out;
    }

    /** What was compressed to the rest of a buffer, of so many bytes. */
    static byte[] uncompress(ByteBuffer in, int expected) {
        long most = (long) LARGEST_RATIO * in.remaining();
        int length = Damage.within("the size of a page", ThriftStruct.varint(in), most);
        if (length != expected) {
            throw new Damage("a page has " + length + " bytes, its head says " + expected);
        }
        Snappy snappy = new Snappy(in, new byte[length]);
        while (in.hasRemaining()) {
            snappy.element();
        }
        if (snappy.size != length) {
            throw new Damage("a page ends after " + snappy.size + " of " + length + " bytes");
        }
        return snappy.out;
    }

    private void element() {
        int tag = in.get() & 0xff;
        int upper = tag >>> 2;
        switch (tag & 3) {
            case 0 -> literal(upper < 60 ? upper + 1L : 1 + number(upper - 59));
            case 1 -> copy((upper & 7) + 4, ((upper >>> 3) << 8) | (int) number(1));
            case 2 -> copy(upper + 1, number(2));
            default -> copy(upper + 1, number(4));
        }
    }

    private void literal(long length) {
        int count = Damage.within("a literal", length, Math.min(in.remaining(), out.length - size));
        in.get(out, size, count);
        size += count;
    }

    /** Byte by byte: what is copied may reach into what it makes. */
    private void copy(int length, long back) {
        int count = Damage.within("a copy", length, out.length - size);
        if (back < 1 || back > size) {
            throw new Damage("a copy reaches " + back + " back of " + size + " bytes");
        }
        int from = size - (int) back;
        for (int i = 0; i < count; i++) {
            out[size++] = out[from++];
        }
    }

    private long number(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (in.get() & 0xffL) << (Byte.SIZE * i);
        }
        return number;
    }
}
