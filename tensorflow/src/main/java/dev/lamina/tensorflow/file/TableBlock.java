package dev.lamina.tensorflow.file;

import dev.lamina.codec.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block while it is written: of each key only what differs from the key before, but for every so many-th. */
public final class TableBlock {
    private final int restartInterval;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> restarts = new ArrayList<>(List.of(0));
    private byte[] last = {};
    private int sinceRestart;

    public TableBlock(int restartInterval) {
        this.restartInterval = restartInterval;
    }

    public void add(byte[] key, byte[] value) {
        int shared = 0;
        if (sinceRestart < restartInterval) {
            int differs = Arrays.mismatch(last, key);
            shared = differs < 0 ? key.length : differs;
        } else {
            restarts.add(bytes.size());
            sinceRestart = 0;
        }
        Varint.write(bytes, shared);
        Varint.write(bytes, key.length - shared);
        Varint.write(bytes, value.length);
        bytes.write(key, shared, key.length - shared);
        bytes.writeBytes(value);
        last = key;
        sinceRestart++;
    }

    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** The number of bytes that {@link #finish} would give, the trailer aside. */
    public int size() {
        return bytes.size() + Integer.BYTES * (restarts.size() + 1);
    }

    /** The whole block with its trailer. */
    public byte[] finish() {
        ByteBuffer block = ByteBuffer.allocate(size() + TableFormat.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        block.put(bytes.toByteArray());
        restarts.forEach(block::putInt);
        block.putInt(restarts.size()).put(TableFormat.UNCOMPRESSED);
        return block.putInt(MaskedCrc.of(block.array(), 0, block.position())).array();
    }
}
