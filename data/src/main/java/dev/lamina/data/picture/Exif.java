package dev.lamina.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a camera says of a picture: a TIFF file without a picture, of which only one tag counts here. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /** How the camera was held; upright where that is not said, or not as TIFF has it. */
    static Orientation orientation(byte[] tiff) {
        if (tiff.length < 8) {
            return Orientation.UPRIGHT;
        }
        var in = ByteBuffer.wrap(tiff);
        int order = in.getShort(0);
        if (order != 0x4949 && order != 0x4d4d) {
            return Orientation.UPRIGHT;
        }
        in.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = in.getInt(4);
        if (in.getShort(2) != 42 || directory < 8 || directory > tiff.length - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = Math.min(in.getShort(directory) & 0xffff, (tiff.length - directory - 2) / ENTRY);
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * ENTRY;
            if ((in.getShort(at) & 0xffff) == ORIENTATION && in.getShort(at + 2) == SHORT) {
                return Orientation.of(in.getShort(at + 8));
            }
        }
        return Orientation.UPRIGHT;
    }
}
