package dev.lamina.tensorflow.checkpoint;

import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The key under which a checkpoint holds a slice of a partitioned variable: a zero, the variable's name, and start and
 * length along each axis, in TensorFlow's encoding whose bytes sort as the numbers do.
 */
public final class SliceKey {
    private static final int EVERYTHING = -1;

    private final ByteArrayOutputStream key = new ByteArrayOutputStream();

    private SliceKey() {}

    public static byte[] of(String name, TensorSliceProto slice) {
        SliceKey key = new SliceKey();
        key.putUnsigned(0);
        key.putName(name.getBytes(StandardCharsets.UTF_8));
        key.putUnsigned(slice.getExtentCount());
        for (TensorSliceProto.Extent extent : slice.getExtentList()) {
            key.putSigned(extent.getStart());
            key.putSigned(extent.hasLength() ? extent.getLength() : EVERYTHING);
        }
        return key.key.toByteArray();
    }

    /** The number of bytes, then the bytes, the high ones first. */
    private void putUnsigned(long number) {
        int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        key.write(length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            key.write((int) (number >>> shift));
        }
    }

    private void putName(byte[] name) {
        for (byte next : name) {
            key.write(next);
            if (next == 0) {
                key.write(0xff);
            } else if (next == (byte) 0xff) {
                key.write(0);
            }
        }
        key.write(0);
        key.write(1);
    }

    /** As many leading ones as there are bytes, then the number; of a negative one all bits are turned round. */
    private void putSigned(long number) {
        long magnitude = number < 0 ? ~number : number;
        int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude)) / 7 + 1;
        byte[] bytes = ByteBuffer.allocate(Short.BYTES + Long.BYTES)
                .putShort((short) (number < 0 ? -1 : 0))
                .putLong(number)
                .array();
        int start = bytes.length - length;
        bytes[start] ^= (byte) (header(length) >>> 8);
        if (length > 1) {
            bytes[start + 1] ^= (byte) header(length);
        }
        key.write(bytes, start, length);
    }

    /** Sixteen bits of which the first {@code ones} are set. */
    private static int header(int ones) {
        return 0xffff << (Short.SIZE - ones) & 0xffff;
    }
}
