package dev.lamina.data;

import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A cache's whole file, mapped: the system's memory for files holds as much of it as there is room. */
final class CacheFile {
    /** Where the table of the records is, the checksum of header and table, and the end's mark. */
    static final int TRAILER = 2 * Long.BYTES + Integer.BYTES;

    private final Path file;
    private final MemorySegment bytes;
    private final long records;
    private final long table;

    /** Which records match their checksums: each is checked once. */
    private final boolean[] checked;

    private CacheFile(Path file, MemorySegment bytes, long records, long table, int size) {
        this.file = file;
        this.bytes = bytes;
        this.records = records;
        this.table = table;
        this.checked = new boolean[size];
    }

    /** Opens a file and checks all but its records. */
    static CacheFile open(Path file, CacheHeader expected) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // The mapping lasts until nothing refers to it.
            return open(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()), expected);
        } catch (IOException e) {
            throw UnavailableException.of("cache file " + file + " cannot be read", e);
        }
    }

    private static CacheFile open(Path file, MemorySegment bytes, CacheHeader expected) {
        var beginning = bytes.asSlice(0, Math.min(bytes.byteSize(), Integer.MAX_VALUE))
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        if (!CacheHeader.isIn(beginning)) {
            throw CacheHeader.damaged(file, "it does not begin as a cache does", null);
        }
        long end = bytes.byteSize() - TRAILER;
        if (end < 0 || bytes.get(CacheRecord.LONG, bytes.byteSize() - Long.BYTES) != CachePart.END) {
            throw CacheHeader.damaged(file, "it is truncated", null);
        }
        var header = CacheHeader.read(beginning, file);
        long table = bytes.get(CacheRecord.LONG, end);
        if (table < header.bytes() || table != end - (long) Long.BYTES * header.size()) {
            throw CacheHeader.damaged(file, "its table of records is out of range", null);
        }
        var sum = new CRC32C();
        sum.update(bytes.asSlice(0, header.bytes()).asByteBuffer());
        sum.update(bytes.asSlice(table, end - table).asByteBuffer());
        if (bytes.get(CacheRecord.INT, end + Long.BYTES) != (int) sum.getValue()) {
            throw CacheHeader.damaged(file, "its table of records does not match its checksum", null);
        }
        expected.check(header, file);
        return new CacheFile(file, bytes, header.bytes(), table, header.size());
    }

    /** Writes the example at that place and returns its number in its source. */
    int read(int at, Example into) {
        try {
            long start = bytes.get(CacheRecord.LONG, table + (long) Long.BYTES * at);
            if (start < records || start > table - 3 * Integer.BYTES) {
                throw damaged(at);
            }
            long values = start + 2 * Integer.BYTES;
            int length = bytes.get(CacheRecord.INT, start);
            if (length < 0 || values + length > table - Integer.BYTES) {
                throw damaged(at);
            }
            long end = values + length;
            if (!checked[at]) {
                var sum = new CRC32C();
                sum.update(bytes.asSlice(values - Integer.BYTES, Integer.BYTES + (long) length)
                        .asByteBuffer());
                if (bytes.get(CacheRecord.INT, end) != (int) sum.getValue()) {
                    throw damaged(at);
                }
                checked[at] = true;
            }
            if (CacheRecord.read(bytes, values, end, into) != end) {
                throw damaged(at);
            }
            return bytes.get(CacheRecord.INT, start + Integer.BYTES);
        } catch (InternalError e) {
            // What Java makes of a mapped file that was cut short.
            throw CacheHeader.damaged(file, "it was changed while in use", e);
        }
    }

    private RuntimeException damaged(int at) {
        return CacheHeader.damaged(file, "its " + at + "th example does not match its checksum", null);
    }
}
