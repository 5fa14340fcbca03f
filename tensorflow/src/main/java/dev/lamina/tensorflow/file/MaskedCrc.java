package dev.lamina.tensorflow.file;

import java.util.zip.CRC32C;

/** TensorFlow's checksum: a CRC32C, rotated and shifted so that a checksum over data with checksums in it stays one. */
public final class MaskedCrc {
    private static final int DELTA = 0xa282ead8;

    private MaskedCrc() {}

    /** The masked checksum of a part of an array. */
    public static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return of(crc);
    }

    /** The masked checksum of what a CRC32C was given so far. */
    public static int of(CRC32C crc) {
        return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
    }
}
