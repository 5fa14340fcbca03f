package dev.lamina.parquet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Snappy's compression, the plainest: what is the same as some bytes a little before is a copy of these. */
final class SnappyWriting {
    private static final int LONGEST = 64;
    private static final int FARTHEST = 40;

    private SnappyWriting() {}

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int rest = bytes.length; ; rest >>>= 7) {
            out.write(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
            if (rest <= 0x7f) {
                break;
            }
        }
        int at = 0;
        while (at < bytes.length) {
            int length = 0;
            int back = 0;
            for (int each = 1; each <= Math.min(at, FARTHEST); each++) {
                int same = same(bytes, at, each);
                if (same > length) {
                    length = same;
                    back = each;
                }
            }
            if (length >= 4) {
                // A copy of two bytes' distance.
                out.write(((length - 1) << 2) | 2);
                out.write(back);
                out.write(0);
                at += length;
            } else {
                int count = Math.min(4, bytes.length - at);
                out.write((count - 1) << 2);
                out.writeBytes(Arrays.copyOfRange(bytes, at, at + count));
                at += count;
            }
        }
        return out.toByteArray();
    }

    private static int same(byte[] bytes, int at, int back) {
        int length = 0;
        while (length < LONGEST && at + length < bytes.length && bytes[at + length] == bytes[at + length - back]) {
            length++;
        }
        return length;
    }
}
