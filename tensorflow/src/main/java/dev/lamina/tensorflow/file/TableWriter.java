package dev.lamina.tensorflow.file;

import dev.lamina.codec.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes a table as TensorFlow does, byte for byte. */
public final class TableWriter {
    private static final int BLOCK_SIZE = 262_144;
    private static final int RESTART_INTERVAL = 16;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final TableBlock index = new TableBlock(1);
    private TableBlock block = new TableBlock(RESTART_INTERVAL);
    private byte[] last = {};

    /** The place of the last whole block, for the index, once it is known how the next one begins. */
    private byte @Nullable [] pending;

    private TableWriter() {}

    /** The table with these entries, keys in the order of their bytes as unsigned numbers. */
    public static byte[] write(SortedMap<byte[], byte[]> entries) {
        TableWriter writer = new TableWriter();
        entries.forEach(writer::add);
        return writer.finish();
    }

    private void add(byte[] key, byte[] value) {
        if (pending != null) {
            index.add(TableFormat.separator(last, key), pending);
            pending = null;
        }
        block.add(key, value);
        last = key;
        if (block.size() >= BLOCK_SIZE) {
            flush();
        }
    }

    private void flush() {
        if (!block.isEmpty()) {
            pending = write(block);
            block = new TableBlock(RESTART_INTERVAL);
        }
    }

    private byte[] finish() {
        flush();
        byte[] meta = write(new TableBlock(RESTART_INTERVAL));
        if (pending != null) {
            index.add(TableFormat.successor(last), pending);
        }
        byte[] footer = Arrays.copyOf(joined(meta, write(index)), TableFormat.FOOTER);
        ByteBuffer.wrap(footer)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(TableFormat.FOOTER - Long.BYTES, TableFormat.MAGIC);
        file.writeBytes(footer);
        return file.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Writes a block and gives its place: offset and length. */
    private byte[] write(TableBlock finished) {
        ByteArrayOutputStream place = new ByteArrayOutputStream();
        Varint.write(place, file.size());
        Varint.write(place, finished.size());
        file.writeBytes(finished.finish());
        return place.toByteArray();
    }
}
