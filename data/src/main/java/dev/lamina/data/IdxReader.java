package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.error.ResourceExhaustedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipException;

/** Reads one IDX file from a stream of which the length is known. */
final class IdxReader {
    /** No deflate stream expands further: its longest match, 258 bytes, takes at least two bits. */
    private static final long MAX_EXPANSION = 1032;

    private final String source;
    private final InputStream stored;
    private final long storedLength;

    IdxReader(String source, InputStream stored, long storedLength) {
        this.source = source;
        this.stored = stored;
        this.storedLength = storedLength;
    }

    IdxArray read() throws IOException {
        var in = new PushbackInputStream(stored, 2);
        var start = in.readNBytes(2);
        in.unread(start);
        boolean gzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
        return gzip ? readGzip(in) : readPlain(in);
    }

    private IdxArray readPlain(InputStream in) throws IOException {
        var header = IdxHeader.read(in, source);
        long expected = header.headerLength() + header.elementBytes();
        if (storedLength != expected) {
            throw wrongLength(header, storedLength - header.headerLength());
        }
        var elements = allocate(header);
        long found = elements.fill(in);
        if (found != header.elementBytes()) {
            throw wrongLength(header, found);
        }
        return array(header, elements);
    }

    private IdxArray readGzip(InputStream in) throws IOException {
        try (var gzip = new GzipStream(in)) {
            var header = IdxHeader.read(gzip, source);
            if (header.elementBytes() > storedLength * MAX_EXPANSION) {
                throw new DataLossException(
                        "IDX file %s is truncated: expected %d bytes of elements, which a gzip file of %d bytes cannot hold"
                                .formatted(source, header.elementBytes(), storedLength));
            }
            var elements = allocate(header);
            long found = elements.fill(gzip);
            if (found != header.elementBytes()) {
                throw wrongLength(header, found);
            }
            if (gzip.read() >= 0) {
                throw new DataLossException("IDX file %s is too long: expected %d bytes of elements, found more"
                        .formatted(source, header.elementBytes()));
            }
            if (gzip.end() != storedLength) {
                throw new DataLossException("IDX file %s has bytes after its gzip data: expected %d bytes, found %d"
                        .formatted(source, gzip.end(), storedLength));
            }
            return array(header, elements);
        } catch (EOFException e) {
            throw new DataLossException("IDX file %s is truncated: its gzip data ends early, after %d bytes"
                    .formatted(source, storedLength));
        } catch (ZipException e) {
            throw new DataLossException("IDX file %s is damaged: %s".formatted(source, e.getMessage()));
        }
    }

    private IdxArray array(IdxHeader header, IdxElements elements) {
        return new IdxArray(source, header.type(), header.dimensions(), elements.array());
    }

    private IdxElements allocate(IdxHeader header) {
        try {
            return new IdxElements(header.type(), header.length());
        } catch (OutOfMemoryError e) {
            // One large array that does not fit leaves the heap as it was.
            throw new ResourceExhaustedException(
                    "IDX file %s needs %d bytes, more than is free of the heap of %d"
                            .formatted(
                                    source,
                                    header.elementBytes(),
                                    Runtime.getRuntime().maxMemory()),
                    "give the JVM more memory with -Xmx");
        }
    }

    private DataLossException wrongLength(IdxHeader header, long found) {
        return new DataLossException("IDX file %s is %s: expected %d bytes of elements, found %d"
                .formatted(
                        source,
                        found < header.elementBytes() ? "truncated" : "too long",
                        header.elementBytes(),
                        found));
    }
}
