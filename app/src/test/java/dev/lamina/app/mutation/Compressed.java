package dev.lamina.app.mutation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Formats that compress: what is in them is changed and compressed again. */
final class Compressed {
    private Compressed() {}

    /** Work on streams in memory, which do not fail. */
    private interface Work {
        void run(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Work work) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            work.run(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] inflated(byte[] deflated) {
        return bytes(out -> new InflaterInputStream(new ByteArrayInputStream(deflated)).transferTo(out));
    }

    static byte[] deflated(byte[] bytes) {
        return bytes(out -> {
            try (OutputStream deflater = new DeflaterOutputStream(out)) {
                deflater.write(bytes);
            }
        });
    }

    /** A file that gzip compressed. */
    static Anatomy gzip(Anatomy inner) {
        return (whole, random) -> {
            byte[] content = bytes(out -> new GZIPInputStream(new ByteArrayInputStream(whole)).transferTo(out));
            return bytes(out -> {
                try (OutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(inner.mutated(content, random));
                }
            });
        };
    }

    /**
     * A ZIP archive: names and contents in turn.
     *
     * @param inner how a member is put together
     */
    record Zip(Anatomy inner) implements Parts {
        @Override
        public List<byte[]> split(byte[] whole) {
            List<byte[]> parts = new ArrayList<>();
            bytes(_ -> {
                ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole));
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    parts.add(entry.getName().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                    parts.add(zip.readAllBytes());
                }
            });
            return parts;
        }

        @Override
        public byte[] join(List<byte[]> parts) {
            return bytes(out -> {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    for (int i = 0; i + 1 < parts.size(); i += 2) {
                        byte[] name = parts.get(i);
                        String text = new String(
                                name, 0, Math.min(name.length, 1000), java.nio.charset.StandardCharsets.ISO_8859_1);
                        // No two of one name: the writer would refuse, and not the reader.
                        ZipEntry entry = new ZipEntry(i == 0 ? text : i + text);
                        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // not now: a seed gives the same bytes
                        zip.putNextEntry(entry);
                        zip.write(parts.get(i + 1));
                    }
                }
            });
        }

        @Override
        public byte[] part(byte[] part, Random random) {
            return inner.mutated(part, random);
        }
    }
}
