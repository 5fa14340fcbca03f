package dev.lamina.parquet;

import dev.lamina.data.table.Header;
import dev.lamina.data.table.Row;
import dev.lamina.data.table.Table;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnavailableException;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table in a file of Apache Parquet, as pandas, Spark and most databases write it: its columns of one value a row are the
 * table's. All of it is read when it is opened and held in memory, some 8 bytes a number, so any row is there at once.
 *
 * <p>Numbers, decimal ones too, are texts that are read to the same bits; booleans are {@code true} and {@code false}; dates and
 * moments are written as ISO 8601 has them, moments that are UTC with a {@code Z} behind. A cell is missing where the value is
 * null, a float also where it is NaN, and a text where it is blank. Times of the day are numbers in the unit that the file has them in.
 *
 * <p>Pages may be compressed by Snappy or gzip or not at all, and hold plain values or places in a dictionary. Whatever else a
 * column has is an {@link UnimplementedException} that names it.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">the format</a>
 */
public final class ParquetTable implements Table {
    private static final System.Logger LOG = System.getLogger("dev.lamina.parquet");

    private final Header header;
    private final int rows;
    private final List<ColumnCells> columns;
    private final Map<String, String> leftOut;

    private ParquetTable(Header header, int rows, List<ColumnCells> columns, Map<String, String> leftOut) {
        this.header = header;
        this.rows = rows;
        this.columns = columns;
        this.leftOut = Collections.unmodifiableMap(leftOut);
    }

    /**
     * Reads a file. Columns that cannot be a table's are left out and told in the log {@code dev.lamina.parquet}.
     *
     * @throws NotFoundException when there is no such file
     * @throws UnavailableException when the system refuses to read it
     * @throws InvalidArgumentException when it is no Parquet file, or has no column that a table can have
     * @throws DataLossException when it is damaged
     * @throws UnimplementedException when a column is compressed or encoded in another way, or there are more rows, or bytes of a
     *     column in one part of the file, than an array holds
     * @throws ResourceExhaustedException when the heap is too small for its values
     */
    public static ParquetTable open(Path file) {
        String source = "Parquet file " + file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, file, source);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(source + " does not exist", null, e);
        } catch (IOException e) {
            throw UnavailableException.of(source + " cannot be read", e);
        } catch (TooLarge e) {
            throw new UnimplementedException(
                    source + " is larger than what is read: " + e.getMessage(),
                    "write it as several files, or in parts (row groups) of fewer rows",
                    e);
        } catch (Damage | BufferUnderflowException e) {
            throw damaged(source, e);
        } catch (OutOfMemoryError e) { // all that was read so far is garbage here
            throw exhausted(source, "more values than are free of the heap", e);
        }
    }

    /**
     * Whether this is a file that begins as Parquet's do, whatever its name; false for a folder and where there is nothing.
     *
     * @throws UnavailableException when the system refuses to read it
     */
    public static boolean isParquet(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Footer.isBegunIn(channel);
        } catch (IOException e) {
            throw UnavailableException.of(file + " cannot be read", e);
        }
    }

    private static ParquetTable read(FileChannel channel, Path file, String source) throws IOException {
        Footer footer = Footer.read(channel, file);
        footer.leftOut()
                .forEach((name, why) -> LOG.log(
                        System.Logger.Level.WARNING, "{0}: column ''{1}'' is left out: {2}", source, name, why));
        if (footer.columns().isEmpty()) {
            throw new InvalidArgumentException(
                    source + " has no column that a table can have: " + footer.leftOut(),
                    "a table's columns have one number, text, date or boolean a row");
        }
        long bytes = (long) footer.rows() * footer.columns().size() * Integer.BYTES;
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw exhausted(
                    source,
                    footer.rows() + " rows of " + footer.columns().size() + " columns, " + (bytes >> 20)
                            + " MiB at least",
                    null);
        }
        List<ColumnCells> columns = new ArrayList<>();
        for (SchemaColumn column : footer.columns()) {
            ColumnCells cells = new ColumnCells(column);
            for (Footer.RowGroup group : footer.groups()) {
                ColumnChunk.of(group, column).readInto(cells, channel, source);
            }
            columns.add(cells);
        }
        List<String> names = footer.columns().stream().map(SchemaColumn::name).toList();
        return new ParquetTable(new Header(source, "row", names), footer.rows(), columns, footer.leftOut());
    }

    private static DataLossException damaged(String source, RuntimeException e) {
        String what = e instanceof Damage ? e.getMessage() : "it ends early";
        return new DataLossException(source + " is damaged: " + what, null, e);
    }

    private static ResourceExhaustedException exhausted(String source, String what, @Nullable OutOfMemoryError cause) {
        return new ResourceExhaustedException(
                source + " holds " + what + "; the heap has at most "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                "split it, or start Java with a larger heap: -Xmx",
                cause);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public int size() {
        return rows;
    }

    @Override
    public Row row(int index) {
        Objects.checkIndex(index, rows);
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (ColumnCells column : columns) {
            try {
                cells.add(column.text(index));
            } catch (Damage e) {
                throw new DataLossException(
                        header.source() + ", row " + (index + 1) + ", column '"
                                + column.column().name() + "' is damaged: " + e.getMessage(),
                        null,
                        e);
            }
        }
        return new Row(header, index + 1L, cells);
    }

    /** The names of the file's columns that are none of the table's, with why. */
    public Map<String, String> leftOut() {
        return leftOut;
    }

    /** Nothing: the file is closed when it has been read. */
    @Override
    public void close() {}

    /** The file, and the number of rows and columns. */
    @Override
    public String toString() {
        return header.source() + ", " + rows + " rows of " + columns.size() + " columns";
    }
}
