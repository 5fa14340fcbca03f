package dev.lamina.parquet;

import dev.lamina.codec.Varint;
import java.nio.ByteBuffer;

/** Parquet's numbers of few bits, in runs of one number or packed in groups of eight: levels, and places in a dictionary. */
final class RunLengths {
    private final ByteBuffer in;
    private final int width;
    private long left;
    private boolean isRun;
    private int repeated;
    private long bits;
    private int count;

    /**
     * Begins where a buffer stands.
     *
     * @param width of a number in bits
     */
    RunLengths(ByteBuffer in, int width) {
        this.in = in;
        this.width = width;
        if (width < 0 || width > Integer.SIZE) {
            throw new Damage("numbers have " + width + " bits");
        }
    }

    /** The next number. */
    int next() {
        while (left == 0) {
            begin();
        }
        left--;
        return isRun ? repeated : packed();
    }

    private void begin() {
        long head = Varint.read(in);
        isRun = (head & 1) == 0;
        left = head >>> 1;
        bits = 0;
        count = 0;
        if (isRun) {
            repeated = 0;
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                repeated |= (in.get() & 0xff) << shift;
            }
        } else {
            left *= Byte.SIZE; // as many numbers as there are bits in a byte make whole bytes of any width
        }
    }

    private int packed() {
        while (count < width) {
            bits |= (in.get() & 0xffL) << count;
            count += Byte.SIZE;
        }
        int number = (int) (bits & ((1L << width) - 1));
        bits >>>= width;
        count -= width;
        return number;
    }
}
