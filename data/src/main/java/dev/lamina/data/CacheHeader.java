package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of a cache's file says.
 *
 * @param size the number of examples
 * @param fingerprint of their source
 * @param spec what they look like, as text
 */
record CacheHeader(int size, long fingerprint, String spec) {
    /** "LAMINA C" */
    private static final long MAGIC = 0x4c414d494e412043L;

    private static final int VERSION = 1;
    private static final int FIXED_BYTES = 2 * Long.BYTES + 3 * Integer.BYTES;

    static CacheHeader of(Stage input) {
        return new CacheHeader(
                (int) input.size(), Fingerprint.of(input), input.spec().toString());
    }

    /** How many bytes it takes. */
    int bytes() {
        return FIXED_BYTES + spec.getBytes(StandardCharsets.UTF_8).length;
    }

    byte[] toBytes() {
        var text = spec.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(size)
                .putLong(fingerprint)
                .putInt(text.length)
                .put(text)
                .array();
    }

    /** Whether the bytes begin as a cache's file does, of this or another version. */
    static boolean isIn(ByteBuffer bytes) {
        return bytes.remaining() >= FIXED_BYTES && bytes.getLong(0) == MAGIC;
    }

    /** The header at the beginning of the bytes, which have been checked. */
    static CacheHeader read(ByteBuffer bytes, Path file) {
        bytes.position(Long.BYTES);
        int version = bytes.getInt();
        if (version != VERSION) {
            throw stale(file, "it is of version " + version + " and not " + VERSION);
        }
        int size = bytes.getInt();
        long fingerprint = bytes.getLong();
        int length = bytes.getInt();
        if (size < 0 || length < 0 || length > bytes.remaining()) {
            throw damaged(file, "its header is out of range", null);
        }
        var text = new byte[length];
        bytes.get(text);
        return new CacheHeader(size, fingerprint, new String(text, StandardCharsets.UTF_8));
    }

    /** Checks that a file with that header is of these examples. */
    void check(CacheHeader found, Path file) {
        if (!found.spec.equals(spec) || found.size != size) {
            throw stale(
                    file,
                    "it has " + found.size + " of " + found.spec + ", and the pipeline gives " + size + " of " + spec);
        }
        if (found.fingerprint != fingerprint) {
            throw stale(file, "their source has changed since it was made");
        }
    }

    static FailedPreconditionException stale(Path file, String how) {
        return new FailedPreconditionException(
                "cache file " + file + " is of other examples: " + how,
                "delete it to have it made anew, or name another file");
    }

    static DataLossException damaged(Path file, String how, @Nullable Throwable cause) {
        return new DataLossException(
                "cache file " + file + " is damaged: " + how, "delete it to have it made anew", cause);
    }
}
