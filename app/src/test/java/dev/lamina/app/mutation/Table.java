package dev.lamina.app.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The table of a checkpoint's index: keys and values in turn. It is put together as one block, with its place and checksum.
 *
 * @param value how a value is put together
 */
record Table(Anatomy value) implements Parts {
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER = 48;

    @Override
    public List<byte[]> split(byte[] whole) {
        ByteBuffer file = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer footer = file.slice(whole.length - FOOTER, FOOTER);
        Wire.readVarint(footer);
        Wire.readVarint(footer);
        List<byte[]> entries = new ArrayList<>();
        List<byte[]> places = entries(file, footer);
        for (int i = 1; i < places.size(); i += 2) {
            entries.addAll(entries(file, ByteBuffer.wrap(places.get(i))));
        }
        return entries;
    }

    private static List<byte[]> entries(ByteBuffer file, ByteBuffer place) {
        ByteBuffer block = file.slice((int) Wire.readVarint(place), (int) Wire.readVarint(place))
                .order(ByteOrder.LITTLE_ENDIAN);
        int restarts = block.getInt(block.limit() - Integer.BYTES);
        block.limit(block.limit() - Integer.BYTES * (restarts + 1));
        List<byte[]> entries = new ArrayList<>();
        byte[] last = {};
        while (block.hasRemaining()) {
            int shared = (int) Wire.readVarint(block);
            byte[] key = Arrays.copyOf(last, shared + (int) Wire.readVarint(block));
            byte[] value = new byte[(int) Wire.readVarint(block)];
            block.get(key, shared, key.length - shared).get(value);
            entries.add(key);
            entries.add(value);
            last = key;
        }
        return entries;
    }

    @Override
    public byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] data = block(parts);
        file.writeBytes(data);
        byte[] none = block(List.of());
        byte[] index =
                block(List.of(parts.isEmpty() ? new byte[0] : parts.get((parts.size() - 1) & ~1), place(0, data)));
        file.writeBytes(none);
        file.writeBytes(index);
        ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        footer.put(place(data.length, none)).put(place(data.length + none.length, index));
        file.writeBytes(footer.putLong(FOOTER - Long.BYTES, MAGIC).array());
        return file.toByteArray();
    }

    private static byte[] place(int offset, byte[] block) {
        byte[] from = Wire.varint(offset);
        byte[] length = Wire.varint(block.length - 5);
        return ByteBuffer.allocate(from.length + length.length)
                .put(from)
                .put(length)
                .array();
    }

    /** A block with one restart point, and with the trailer. */
    private static byte[] block(List<byte[]> parts) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            block.writeBytes(Wire.varint(0));
            block.writeBytes(Wire.varint(parts.get(i).length));
            block.writeBytes(Wire.varint(parts.get(i + 1).length));
            block.writeBytes(parts.get(i));
            block.writeBytes(parts.get(i + 1));
        }
        ByteBuffer whole = ByteBuffer.allocate(block.size() + 13).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(block.toByteArray()).putInt(0).putInt(1).put((byte) 0);
        return whole.putInt(Records.maskedCrc(whole.array(), 0, whole.position()))
                .array();
    }

    @Override
    public byte[] part(byte[] part, Random random) {
        return value.mutated(part, random);
    }
}
