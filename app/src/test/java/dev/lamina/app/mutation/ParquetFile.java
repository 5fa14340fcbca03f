package dev.lamina.app.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A table in Parquet: numbers of which some are missing, texts of a dictionary under gzip, and a day in pages of version 2. */
public final class ParquetFile {
    private static final int INT32 = 1;
    private static final int TEXT = 6;
    private static final int ROWS = 5;

    private ParquetFile() {}

    /** Writes {@code table.parquet}. */
    public static void write(Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("PAR1"));
        byte[] levels = {2, 0, 0, 0, 3, 0b10110}; // one group of eight: rows 1, 2 and 4 are there
        byte[] numbers = numbers(7, -1, 1 << 20);
        byte[] rooms = chunk(out, INT32, 0, page(0, join(levels, numbers), 5, data(3)));

        byte[] cities = zip(join(numbers(4), ascii("Bern"), numbers(3), ascii("Ulm")));
        byte[] dictionary = pageOf(2, 15, cities, 7, struct(1, 2, 2, 2));
        byte[] places = zip(new byte[] {1, 3, 0b01101}); // of one bit each
        byte[] names = chunk(out, TEXT, 2, join(dictionary, pageOf(0, 3, places, 5, data(8))));

        byte[] days = numbers(-1, 0, 1, 20_000, 7);
        byte[] dates = chunk(
                out,
                INT32,
                0,
                pageOf(3, days.length, days, 8, struct(1, ROWS, 2, 0, 3, ROWS, 4, 0, 5, 0, 6, 0, 7, false)));

        byte[] metadata = struct(
                1,
                1,
                2,
                List.of(
                        struct(4, ascii("table"), 5, 3),
                        struct(1, INT32, 3, 1, 4, ascii("rooms")),
                        struct(1, TEXT, 3, 0, 4, ascii("city"), 6, 0),
                        struct(1, INT32, 3, 0, 4, ascii("built"), 6, 6)),
                3,
                (long) ROWS,
                4,
                List.of(struct(1, List.of(rooms, names, dates), 2, 100L, 3, (long) ROWS)));
        out.writeBytes(metadata);
        out.writeBytes(numbers(metadata.length));
        out.writeBytes(ascii("PAR1"));
        Files.write(folder.resolve("table.parquet"), out.toByteArray());
    }

    private static byte[] data(int encoding) {
        return struct(1, ROWS, 2, encoding == 3 ? 0 : encoding, 3, 3, 4, 3);
    }

    private static byte[] page(int type, byte[] bytes, int field, byte[] head) {
        return pageOf(type, bytes.length, bytes, field, head);
    }

    private static byte[] pageOf(int type, int size, byte[] bytes, int field, byte[] head) {
        return join(struct(1, type, 2, size, 3, bytes.length, field, new Nested(head)), bytes);
    }

    /** Adds the pages of a column, and gives what the metadata say of them. */
    private static byte[] chunk(ByteArrayOutputStream out, int type, int codec, byte[] pages) {
        int from = out.size();
        out.writeBytes(pages);
        byte[] metadata = struct(
                1,
                type,
                2,
                List.of(),
                3,
                List.of(),
                4,
                codec,
                5,
                (long) ROWS,
                6,
                100L,
                7,
                (long) pages.length,
                9,
                (long) from);
        return struct(2, (long) from, 3, new Nested(metadata));
    }

    /** A struct within another. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Nested(byte[] bytes) {}

    /** Numbers of fields and their values in turn, as Thrift's compact protocol has them. */
    private static byte[] struct(Object... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int last = 0;
        for (int i = 0; i < fields.length; i += 2) {
            int number = (int) fields[i];
            Object value = fields[i + 1];
            int head = (number - last) << 4;
            last = number;
            switch (value) {
                case Boolean flag -> out.write(head | (flag ? 1 : 2));
                case Integer small -> {
                    out.write(head | 5);
                    out.writeBytes(Wire.varint((small << 1) ^ (small >> 31)));
                }
                case Long large -> {
                    out.write(head | 6);
                    out.writeBytes(Wire.varint((large << 1) ^ (large >> 63)));
                }
                case byte[] text -> {
                    out.write(head | 8);
                    out.writeBytes(Wire.varint(text.length));
                    out.writeBytes(text);
                }
                case Nested nested -> {
                    out.write(head | 12);
                    out.writeBytes(nested.bytes);
                }
                case List<?> structs -> {
                    out.write(head | 9);
                    out.write((structs.size() << 4) | 12);
                    structs.forEach(struct -> out.writeBytes((byte[]) struct));
                }
                default -> throw new AssertionError(value);
            }
        }
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(numbers).forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
