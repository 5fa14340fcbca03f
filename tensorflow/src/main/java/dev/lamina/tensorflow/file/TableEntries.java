package dev.lamina.tensorflow.file;

import dev.lamina.codec.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Takes the blocks of a table apart into keys and values. */
public final class TableEntries {
    /** Keys share prefixes: so many times the file's size they may take in full. */
    private static final long LARGEST_EXPANSION = 64;

    private final Path file;
    private long sharedBytesLeft;

    public TableEntries(Path file, long fileSize) {
        this.file = file;
        sharedBytesLeft = LARGEST_EXPANSION * fileSize;
    }

    /** Adds a block's entries, all of which come after those that are there. */
    public void read(ByteBuffer block, long offset, SortedMap<byte[], byte[]> into) {
        cutRestartPoints(block, offset);
        byte @Nullable [] last = into.isEmpty() ? null : into.lastKey();
        byte[] prefix = {};
        while (block.hasRemaining()) {
            long at = offset + block.position();
            try {
                long shared = Varint.read(block);
                long own = Varint.read(block);
                long value = Varint.read(block);
                byte[] key = key(prefix, shared, bytes(block, own));
                if (last != null && Arrays.compareUnsigned(last, key) >= 0) {
                    throw Problems.corrupt(file, at, "the keys are not in order");
                }
                into.put(key, bytes(block, value));
                prefix = key;
                last = key;
            } catch (BufferUnderflowException e) {
                throw Problems.corrupt(file, at, "an entry that does not fit its block");
            }
        }
    }

    /** They are for seeking in a block; here blocks are read from the first entry to the last. */
    private void cutRestartPoints(ByteBuffer block, long offset) {
        if (block.limit() < Integer.BYTES) {
            throw Problems.corrupt(file, offset, "a block without restart points");
        }
        long count = block.getInt(block.limit() - Integer.BYTES) & 0xffff_ffffL;
        long end = block.limit() - Integer.BYTES * (count + 1);
        if (end < 0) {
            throw Problems.corrupt(file, offset, count + " restart points in " + block.limit() + " bytes");
        }
        block.limit((int) end);
    }

    private byte[] key(byte[] prefix, long shared, byte[] rest) {
        if (shared < 0 || shared > prefix.length || shared > sharedBytesLeft) {
            throw new BufferUnderflowException();
        }
        sharedBytesLeft -= shared;
        byte[] key = Arrays.copyOf(prefix, (int) shared + rest.length);
        System.arraycopy(rest, 0, key, (int) shared, rest.length);
        return key;
    }

    private static byte[] bytes(ByteBuffer block, long length) {
        if (length < 0 || length > block.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        block.get(bytes);
        return bytes;
    }
}
