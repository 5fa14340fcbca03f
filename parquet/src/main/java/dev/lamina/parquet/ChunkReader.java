package dev.lamina.parquet;

import dev.lamina.error.UnimplementedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads the values of a column in one part of a file, page by page. */
final class ChunkReader {
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int DATA_PAGE_V2 = 3;

    private final ByteBuffer in;
    private final Codec codec;
    private final ColumnCells cells;
    private final String where;
    private final int end;
    private @Nullable ColumnCells dictionary;

    /**
     * Prepares to read.
     *
     * @param in the chunk
     * @param cells takes the values
     * @param rows how many there are to be
     * @param where names file and column
     */
    ChunkReader(ByteBuffer in, Codec codec, ColumnCells cells, int rows, String where) {
        this.in = in;
        this.codec = codec;
        this.cells = cells;
        this.where = where;
        end = cells.size() + rows;
    }

    /**
     * Reads all of them.
     *
     * @throws UnimplementedException if they are encoded in a way that is not read
     */
    void run() {
        while (cells.size() < end) {
            ThriftStruct head = ThriftStruct.read(in);
            int size = Damage.within("the size of a page", head.number(3), in.remaining());
            ByteBuffer page = in.slice(in.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            in.position(in.position() + size);
            requireSum(head, page);
            switch ((int) head.number(1)) {
                case DATA_PAGE -> dataPage(head, uncompressed(head, page));
                case DICTIONARY_PAGE -> dictionaryPage(head, uncompressed(head, page));
                case DATA_PAGE_V2 -> dataPage2(head, page);
                default -> {} // an index: nothing of it is needed
            }
        }
    }

    private static void requireSum(ThriftStruct head, ByteBuffer page) {
        if (head.has(4)) {
            CRC32 sum = new CRC32();
            sum.update(page.duplicate());
            if ((int) sum.getValue() != (int) head.number(4)) {
                throw new Damage("a page does not match its checksum");
            }
        }
    }

    private ByteBuffer uncompressed(ThriftStruct head, ByteBuffer page) {
        return uncompressed(page, Damage.within("the size of a page", head.number(2), Integer.MAX_VALUE));
    }

    private ByteBuffer uncompressed(ByteBuffer page, int size) {
        return ByteBuffer.wrap(codec.uncompress(page, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void dictionaryPage(ThriftStruct head, ByteBuffer page) {
        ThriftStruct own = head.struct(7);
        ColumnCells values = new ColumnCells(cells.column());
        // A value takes a byte at least, as the only ones that may take less, booleans, have no dictionary.
        int count = Damage.within("the size of a dictionary", own.number(1), page.remaining());
        ValueReader.plain(cells.column(), page).read(values, count, null);
        dictionary = values;
    }

    private void dataPage(ThriftStruct head, ByteBuffer page) {
        ThriftStruct own = head.struct(5);
        int count = Damage.within("the number of values", own.number(1), end - cells.size());
        RunLengths levels = null;
        if (cells.column().isOptional()) {
            requireEncoding(Encoding.of(own.number(3)) == Encoding.RLE, own.number(3));
            int length = Damage.within("the length of levels", page.getInt(), page.remaining());
            levels = new RunLengths(page.slice(page.position(), length), 1);
            page.position(page.position() + length);
        }
        values(own.number(2), page).read(cells, count, levels);
    }

    private void dataPage2(ThriftStruct head, ByteBuffer page) {
        ThriftStruct own = head.struct(8);
        int count = Damage.within("the number of values", own.number(1), end - cells.size());
        int repetitions = Damage.within("the length of levels", own.number(6), page.remaining());
        int definitions = Damage.within("the length of levels", own.number(5), page.remaining() - repetitions);
        RunLengths levels =
                cells.column().isOptional() ? new RunLengths(page.slice(repetitions, definitions), 1) : null;
        int before = repetitions + definitions;
        int size = Damage.within("the size of a page", head.number(2) - before, Integer.MAX_VALUE);
        ByteBuffer rest = page.slice(before, page.remaining() - before).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer values = own.flag(7, true) && size > 0 ? uncompressed(rest, size) : rest;
        values(own.number(4), values).read(cells, count, levels);
    }

    private ValueReader values(long encoding, ByteBuffer page) {
        return switch (Encoding.of(encoding)) {
            case PLAIN -> ValueReader.plain(cells.column(), page);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (dictionary == null) {
                    throw new Damage("values are places in a dictionary, which is not there");
                }
                yield ValueReader.places(dictionary, page);
            }
            case RLE -> {
                requireEncoding(cells.column().type() == PhysicalType.BOOLEAN, encoding);
                page.getInt(); // the length of what is left
                yield ValueReader.runs(page);
            }
            default -> {
                requireEncoding(false, encoding);
                yield ValueReader.plain(cells.column(), page);
            }
        };
    }

    private void requireEncoding(boolean isRead, long encoding) {
        if (!isRead) {
            throw new UnimplementedException(
                    where + " is encoded as " + Encoding.of(encoding) + ", which is not read",
                    "write it with plain values or dictionaries, version 1 of the format's pages");
        }
    }
}
