package dev.lamina.data;

import dev.lamina.tensor.DType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The elements of an IDX file, which come in big-endian order, in an array of their own type. */
final class IdxElements {
    private static final int PIECE = 1 << 16;

    private final DType type;
    private final int length;
    private final Object array;

    /** Takes memory for so many. */
    IdxElements(DType type, int length) {
        this.type = type;
        this.length = length;
        this.array = type.newArray(length);
    }

    Object array() {
        return array;
    }

    /** Fills the array, and returns how many bytes there were, fewer where the stream ends or breaks off. */
    long fill(InputStream in) throws IOException {
        if (array instanceof byte[] bytes) {
            return read(in, bytes, bytes.length);
        }
        var piece = ByteBuffer.allocate(PIECE);
        int most = PIECE / type.bytes();
        long found = 0;
        for (int at = 0; at < length; at += most) {
            int count = Math.min(most, length - at);
            int bytes = read(in, piece.array(), count * type.bytes());
            found += bytes;
            if (bytes < count * type.bytes()) {
                return found;
            }
            switch (array) {
                case short[] shorts -> piece.asShortBuffer().get(shorts, at, count);
                case int[] ints -> piece.asIntBuffer().get(ints, at, count);
                case float[] floats -> piece.asFloatBuffer().get(floats, at, count);
                case double[] doubles -> piece.asDoubleBuffer().get(doubles, at, count);
                default -> throw new IllegalStateException("no array of " + type);
            }
        }
        return found;
    }

    private static int read(InputStream in, byte[] into, int wanted) throws IOException {
        int found = 0;
        while (found < wanted) {
            int count;
            try {
                count = in.read(into, found, wanted - found);
            } catch (EOFException e) { // compressed data that breaks off
                return found;
            }
            if (count < 0) {
                return found;
            }
            found += count;
        }
        return found;
    }
}
