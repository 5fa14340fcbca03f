package dev.lamina.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG files of every kind from samples, by the format's definition alone. */
final class PngFiles {
    /** Where Adam7's passes begin, and how far apart their pixels are: row, column, rows, columns. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {0, 4, 8, 8}, {4, 0, 8, 4}, {0, 2, 4, 4}, {2, 0, 4, 2}, {0, 1, 2, 2}, {1, 0, 2, 1}
    };

    private PngFiles() {}

    /** A file with samples [rows][columns · channels]; {@code chunks} come before the data. */
    static byte[] file(int[][] samples, int channels, int bits, int type, boolean interlaced, byte[]... chunks) {
        var header = ByteBuffer.allocate(13)
                .putInt(samples[0].length / channels)
                .putInt(samples.length)
                .put((byte) bits)
                .put((byte) type)
                .put(12, (byte) (interlaced ? 1 : 0));
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeBytes(chunk("IHDR", header.array()));
        for (var chunk : chunks) {
            out.writeBytes(chunk);
        }
        var data = new ByteArrayOutputStream();
        for (var pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
            data.writeBytes(rows(samples, channels, bits, pass));
        }
        out.writeBytes(chunk("IDAT", deflated(data.toByteArray())));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] rows(int[][] samples, int channels, int bits, int[] pass) {
        var out = new ByteArrayOutputStream();
        for (int y = pass[0]; y < samples.length; y += pass[2]) {
            if (pass[1] * channels < samples[y].length) {
                out.write(0);
                int held = 0;
                int count = 0;
                for (int x = pass[1]; x * channels < samples[y].length; x += pass[3]) {
                    for (int c = 0; c < channels; c++) {
                        held = held << bits | samples[y][x * channels + c];
                        for (count += bits; count >= 8; count -= 8) {
                            out.write(held >> (count - 8));
                        }
                    }
                }
                if (count > 0) {
                    out.write(held << (8 - count));
                }
            }
        }
        return out.toByteArray();
    }

    static byte[] chunk(String type, byte[] content) {
        var chunk = ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        var sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
