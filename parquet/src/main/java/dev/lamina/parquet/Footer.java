package dev.lamina.parquet;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the end of a file says of it.
 *
 * @param rows the number of rows
 * @param columns those that a table has
 * @param leftOut why it does not have the others, by name
 * @param groups the parts of the file
 */
record Footer(int rows, List<SchemaColumn> columns, Map<String, String> leftOut, List<RowGroup> groups) {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";

    /** The length of the metadata and the magic number behind them. */
    private static final int TRAILER = 8;

    /**
     * Some of the rows.
     *
     * @param rows how many
     * @param chunks their values, a chunk for each column of the file
     */
    record RowGroup(int rows, List<ThriftStruct> chunks) {}

    /**
     * Reads it.
     *
     * @throws InvalidArgumentException if the file is of another kind
     * @throws UnimplementedException if it is encrypted
     * @throws Damage if it is not what the format says
     * @throws TooLarge if there are more rows than a table has
     */
    static Footer read(FileChannel channel, Path file) throws IOException {
        long size = channel.size();
        String begin = begin(channel);
        if (begin.equals(ENCRYPTED)) {
            throw new UnimplementedException("Parquet file " + file + " is encrypted, which is not read");
        }
        if (!begin.equals(MAGIC)) {
            throw new InvalidArgumentException("'" + file + "' is no Parquet file: it does not begin with " + MAGIC);
        }
        ByteBuffer trailer = bytes(channel, size - TRAILER, TRAILER);
        long length = trailer.getInt();
        if (!text(trailer).equals(MAGIC)) {
            throw new Damage("it does not end with " + MAGIC + ", so a part is missing");
        }
        Damage.within("the length of the metadata", length, size - TRAILER - MAGIC.length());
        return of(ThriftStruct.read(bytes(channel, size - TRAILER - length, (int) length)));
    }

    /** Whether a file begins as those of this kind do, the encrypted ones too. */
    static boolean isBegunIn(FileChannel channel) throws IOException {
        String begin = begin(channel);
        return begin.equals(MAGIC) || begin.equals(ENCRYPTED);
    }

    private static String begin(FileChannel channel) throws IOException {
        return channel.size() < MAGIC.length() + TRAILER ? "" : text(bytes(channel, 0, MAGIC.length()));
    }

    private static Footer of(ThriftStruct metadata) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        List<ThriftStruct> schema = metadata.structs(2);
        List<SchemaColumn> columns = SchemaColumn.of(schema, leftOut);
        long leaves = schema.stream().skip(1).filter(element -> element.has(1)).count();
        List<RowGroup> groups = new ArrayList<>();
        long rows = 0;
        for (ThriftStruct each : metadata.structs(4)) {
            RowGroup group = new RowGroup(
                    Damage.within("the number of rows", each.number(3), metadata.number(3)), each.structs(1));
            if (group.chunks().size() != leaves) {
                throw new Damage(leaves + " columns are said to be there, of which "
                        + group.chunks().size() + " have values");
            }
            rows += group.rows();
            groups.add(group);
        }
        if (rows != metadata.number(3)) {
            throw new Damage(metadata.number(3) + " rows are said to be there, in its parts are " + rows);
        }
        return new Footer(Damage.within("the number of rows", rows, Long.MAX_VALUE), columns, leftOut, groups);
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[MAGIC.length()];
        bytes.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A part of the file. */
    static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new Damage("it has become shorter");
            }
        }
        return bytes.flip();
    }
}
