package dev.lamina.tensorflow.file;

import java.util.Arrays;

/**
 * The table of a checkpoint's index, LevelDB's format: blocks of entries sorted by key, a block with the last key and
 * the place of each, and a footer with that block's place.
 */
public final class TableFormat {
    public static final long MAGIC = 0xdb4775248b80fb57L;

    /** Two places of blocks, padded with zeros, and the magic number. */
    public static final int FOOTER = 48;

    /** What follows a block: its compression and a checksum over both. */
    public static final int TRAILER = 5;

    public static final byte UNCOMPRESSED = 0;
    public static final byte SNAPPY = 1;

    private TableFormat() {}

    /** A short key from {@code last} on and before {@code next}, the first key of the block that follows. */
    public static byte[] separator(byte[] last, byte[] next) {
        int differs = Arrays.mismatch(last, next);
        if (differs < 0 || differs >= Math.min(last.length, next.length)) {
            return last;
        }
        int own = last[differs] & 0xff;
        return own + 1 < (next[differs] & 0xff) ? incremented(last, differs) : last;
    }

    /** A short key from {@code last} on. */
    public static byte[] successor(byte[] last) {
        for (int i = 0; i < last.length; i++) {
            if (last[i] != (byte) 0xff) {
                return incremented(last, i);
            }
        }
        return last;
    }

    private static byte[] incremented(byte[] key, int index) {
        byte[] shorter = Arrays.copyOf(key, index + 1);
        shorter[index]++;
        return shorter;
    }
}
