package dev.lamina.parquet;

import dev.lamina.codec.Snappy;
import dev.lamina.error.UnimplementedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** How pages are compressed, in the order of the format's numbers. */
enum Codec {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    LZO,
    BROTLI,
    LZ4,
    ZSTD,
    LZ4_RAW;

    /** Deflate cannot do better. */
    private static final long LARGEST_RATIO = 1032;

    static Codec of(long number) {
        return values()[Damage.within("the number of a compression", number, values().length - 1)];
    }

    /**
     * Refuses one that is not read.
     *
     * @param where names the file
     */
    void require(String where) {
        if (this != UNCOMPRESSED && this != SNAPPY && this != GZIP) {
            throw new UnimplementedException(
                    where + " is compressed by " + this + ", which is not read",
                    "write it with Snappy, gzip or uncompressed");
        }
    }

    /** What was compressed to a buffer, of so many bytes. */
    byte[] uncompress(ByteBuffer in, int size) {
        return switch (this) {
            case SNAPPY -> unsnap(in, size);
            case GZIP -> unzip(in, size);
            case UNCOMPRESSED -> bytes(in, size);
            default -> throw new IllegalStateException(name());
        };
    }

    private static byte[] bytes(ByteBuffer in, int size) {
        if (in.remaining() != size) {
            throw new Damage("a page has " + in.remaining() + " bytes, its head says " + size);
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return bytes;
    }

    private static byte[] unsnap(ByteBuffer in, int size) {
        try {
            byte[] bytes = Snappy.uncompress(in);
            if (bytes.length != size) {
                throw new Damage("a page has " + bytes.length + " bytes, its head says " + size);
            }
            return bytes;
        } catch (BufferUnderflowException e) {
            throw new Damage("a page is not compressed by Snappy");
        }
    }

    private static byte[] unzip(ByteBuffer in, int size) {
        Damage.within("the size of a page", size, LARGEST_RATIO * in.remaining());
        byte[] compressed = new byte[in.remaining()];
        in.get(compressed);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = zip.readNBytes(size);
            if (bytes.length != size || zip.read() >= 0) {
                throw new Damage("a page has other than the " + size + " bytes that its head says");
            }
            return bytes;
        } catch (IOException e) { // of bytes in memory: they are not what gzip gives
            throw new Damage("a page is not compressed by gzip: " + e.getMessage());
        }
    }
}
