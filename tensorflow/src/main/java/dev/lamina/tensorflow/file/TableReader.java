package dev.lamina.tensorflow.file;

import dev.lamina.codec.Snappy;
import dev.lamina.codec.Varint;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Reads a table, and believes nothing in it that its checksums and the file's length do not bear out. */
public final class TableReader {
    private final Path path;
    private final ByteBuffer file;
    private final TableEntries entries;

    private TableReader(Path path, byte[] file) {
        this.path = path;
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        entries = new TableEntries(path, file.length);
    }

    /**
     * All entries of a table, keys in the order of their bytes as unsigned numbers.
     *
     * @throws dev.lamina.error.DataLossException if the file is damaged
     * @throws dev.lamina.error.NotFoundException if there is none
     */
    public static SortedMap<byte[], byte[]> read(Path path) {
        try {
            return new TableReader(path, Files.readAllBytes(path)).read();
        } catch (IOException e) {
            throw Problems.unreachable(path, e);
        }
    }

    /** Says whether a file ends as a table does: indexes of checkpoints and, before there were such, checkpoints. */
    public static boolean isTable(Path path) {
        return Reading.of(path, () -> {
            try (FileChannel file = FileChannel.open(path)) {
                if (file.size() < TableFormat.FOOTER) {
                    return false;
                }
                ByteBuffer magic = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                ElementStream.fill(file.position(file.size() - Long.BYTES), magic, new CRC32C());
                return magic.getLong() == TableFormat.MAGIC;
            }
        });
    }

    private SortedMap<byte[], byte[]> read() {
        int footer = file.capacity() - TableFormat.FOOTER;
        if (footer < 0) {
            throw Problems.corrupt(path, 0, "too short to be the index of a checkpoint: " + file.capacity() + " bytes");
        }
        int magic = file.capacity() - Long.BYTES;
        if (file.getLong(magic) != TableFormat.MAGIC) {
            throw Problems.corrupt(path, magic, "it does not end like the index of a checkpoint (bad magic number)");
        }
        ByteBuffer places = slice(footer, magic);
        Place meta = place(places, footer);
        Place index = place(places, footer);
        while (places.hasRemaining()) {
            if (places.get() != 0) {
                throw Problems.corrupt(path, footer + places.position() - 1, "the padding is not zero");
            }
        }
        SortedMap<byte[], byte[]> none = new TreeMap<>(Arrays::compareUnsigned);
        entries.read(block(meta, footer), meta.offset, none);
        return entries(blocks(block(index, footer), index, meta), footer);
    }

    /** The places of the blocks: one behind the other from the file's beginning, so none is read twice. */
    private SortedMap<byte[], byte[]> blocks(ByteBuffer block, Place index, Place meta) {
        SortedMap<byte[], byte[]> places = new TreeMap<>(Arrays::compareUnsigned);
        entries.read(block, index.offset, places);
        long end = 0;
        for (byte[] value : places.values()) {
            Place place = place(ByteBuffer.wrap(value), index.offset);
            if (place.offset != end) {
                throw Problems.corrupt(path, index.offset, "a block at " + place.offset + " instead of " + end);
            }
            end = place.end();
        }
        if (end != meta.offset || meta.end() != index.offset) {
            throw Problems.corrupt(path, index.offset, "the blocks leave gaps or overlap");
        }
        return places;
    }

    private SortedMap<byte[], byte[]> entries(SortedMap<byte[], byte[]> places, int footer) {
        SortedMap<byte[], byte[]> all = new TreeMap<>(Arrays::compareUnsigned);
        places.forEach((last, value) -> {
            Place place = place(ByteBuffer.wrap(value), footer);
            entries.read(block(place, footer), place.offset, all);
            if (all.isEmpty() || Arrays.compareUnsigned(all.lastKey(), last) > 0) {
                throw Problems.corrupt(path, place.offset, "the keys of a block are not those that the index says");
            }
        });
        return all;
    }

    /** A block's content, its checksum checked. */
    private ByteBuffer block(Place place, int footer) {
        if (place.offset < 0
                || place.length < 0
                || place.length > footer
                || place.offset > footer - place.length - TableFormat.TRAILER) {
            throw Problems.corrupt(path, place.offset, "a block of " + place.length + " bytes reaches beyond the file");
        }
        int start = (int) place.offset;
        int length = (int) place.length;
        int checksum = MaskedCrc.of(file.array(), start, length + 1);
        if (checksum != file.getInt(start + length + 1)) {
            throw Problems.corrupt(
                    path, place.offset, "the checksum of a block of " + length + " bytes does not match");
        }
        ByteBuffer content = slice(start, start + length);
        return switch (file.get(start + length)) {
            case TableFormat.UNCOMPRESSED -> content;
            case TableFormat.SNAPPY -> uncompressed(content, start);
            default ->
                throw new UnimplementedException(path + " has a block at byte " + start + " that is compressed in way "
                        + file.get(start + length) + ", which TensorFlow does not write");
        };
    }

    private ByteBuffer uncompressed(ByteBuffer content, int start) {
        try {
            return ByteBuffer.wrap(Snappy.uncompress(content)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (BufferUnderflowException e) {
            throw Problems.corrupt(path, start, "a block that Snappy cannot have compressed");
        }
    }

    private ByteBuffer slice(int from, int to) {
        return file.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Place place(ByteBuffer from, long offset) {
        try {
            return new Place(Varint.readShortest(from), Varint.readShortest(from));
        } catch (BufferUnderflowException e) {
            throw Problems.corrupt(path, offset, "the place of a block is cut off");
        }
    }

    /** Where a block lies, its trailer not counted in. */
    private record Place(long offset, long length) {
        long end() {
            return offset + length + TableFormat.TRAILER;
        }
    }
}
