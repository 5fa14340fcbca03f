package dev.lamina.parquet;

import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The values of a column in one part of a file, as the metadata have them.
 *
 * @param column whose
 * @param rows how many
 * @param chunk the metadata
 */
record ColumnChunk(SchemaColumn column, int rows, ThriftStruct chunk) {
    static ColumnChunk of(Footer.RowGroup group, SchemaColumn column) {
        return new ColumnChunk(column, group.rows(), group.chunks().get(column.place()));
    }

    /** Adds the values to those of the parts before. */
    void readInto(ColumnCells cells, FileChannel channel, String source) throws IOException {
        if (rows == 0) {
            return;
        }
        String where = source + ", column '" + column.name() + "'";
        if (chunk.has(1) || chunk.has(8) || chunk.has(9)) {
            throw new UnimplementedException(
                    where + " is " + (chunk.has(1) ? "in a file of its own" : "encrypted") + ", which is not read");
        }
        ThriftStruct metadata = chunk.struct(3);
        Codec codec = Codec.of(metadata.number(4));
        codec.require(where);
        try {
            if (metadata.number(5) != rows || PhysicalType.of(metadata.number(1)) != column.type()) {
                throw new Damage("its values are not those that the schema says");
            }
            long data = metadata.number(9);
            long dictionary = metadata.number(11, 0);
            long from = dictionary > 0 && dictionary < data ? dictionary : data;
            long size = channel.size();
            if (from < 0 || from > size) {
                throw new Damage("it begins at " + from + " of " + size + " bytes");
            }
            ByteBuffer bytes = Footer.bytes(channel, from, Damage.within("its size", metadata.number(7), size - from));
            new ChunkReader(bytes, codec, cells, rows, where).run();
        } catch (Damage e) {
            throw new Damage("column '" + column.name() + "': " + e.getMessage());
        } catch (TooLarge e) {
            throw new TooLarge("column '" + column.name() + "': " + e.getMessage());
        } catch (BufferUnderflowException e) {
            throw new Damage("column '" + column.name() + "': values end early");
        }
    }
}
