package dev.lamina.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file as a table.
 *
 * <p>{@link #open} reads the file through: it finds the separator, unless it is told, checks that all lines have as many
 * cells, and remembers where each line lies, some 50 bytes a line; the lines themselves are read when they are asked
 * for. Lines that are empty are none. The file is held open until {@link #close()} and must not change.
 */
public final class CsvTable implements Table {
    private static final System.Logger LOG = System.getLogger("dev.lamina.data");

    private final Path file;
    private final CsvFormat format;
    private final char separator;
    private final Header header;
    private final IndexedCsvReader<CsvRecord> reader;
    private final int[] lines;
    private final Set<String> missing;

    CsvTable(
            Path file,
            CsvFormat format,
            char separator,
            Header header,
            IndexedCsvReader<CsvRecord> reader,
            int[] lines) {
        this.file = file;
        this.format = format;
        this.separator = separator;
        this.header = header;
        this.reader = reader;
        this.lines = lines;
        this.missing = Set.copyOf(format.missing());
    }

    /**
     * Opens a file with a header, whose separator is found.
     *
     * @throws LaminaException as {@link #open(Path, CsvFormat)}
     */
    public static CsvTable open(Path file) {
        return open(file, CsvFormat.standard());
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException when there is no such file
     * @throws InvalidArgumentException when the file is not UTF-8 by its first bytes
     * @throws DataLossException when the file is empty, a line has more cells or fewer than the first, a quote is not
     *     closed, or the file cannot be read
     * @throws dev.lamina.error.ResourceExhaustedException when the heap is too small to remember the lines
     */
    public static CsvTable open(Path file, CsvFormat format) {
        try {
            var table = new CsvIndexing(file, format, SeparatorSearch.in(file, format)).run();
            if (format.header() && table.header.columns().stream().allMatch(name -> Cells.fault(name) == null)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "CSV file {0}: the columns'' names are all numbers, {1}: if the file has no header, say so with"
                                + " withoutHeader()",
                        file,
                        Cells.list(table.header.columns()));
            }
            return table;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new NotFoundException("CSV file " + file + " does not exist", null, e);
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(
                    "CSV file " + file + " is not UTF-8 text, as its first bytes say",
                    "save it as UTF-8; 'iconv -f UTF-16 -t UTF-8' makes that of UTF-16",
                    e);
        }
    }

    /** What separates the cells: what the format says, or what was found. */
    public char separator() {
        return separator;
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public int size() {
        return lines.length;
    }

    @Override
    public Row row(int index) {
        try {
            return row(reader.readPage(lines[index]).getFirst());
        } catch (IOException | CsvParseException | NoSuchElementException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void forEach(Consumer<? super Row> action) {
        int number = 0;
        int at = 0;
        try (var all = sequential(file, separator)) {
            for (var record : all) {
                if (at < lines.length && number++ == lines[at]) {
                    at++;
                    action.accept(row(record));
                }
            }
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
        if (at < lines.length) {
            throw changed(file);
        }
    }

    static CsvReader<CsvRecord> sequential(Path file, char separator) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .detectBomHeader(true)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file);
    }

    private Row row(CsvRecord record) {
        checkCount(header, record);
        var cells = new ArrayList<@Nullable String>(record.getFieldCount());
        for (var field : record.getFields()) {
            var text = field.strip();
            cells.add(missing.contains(text) ? null : text);
        }
        return new Row(header, record.getStartingLineNumber(), cells);
    }

    /** Checks that a line has a cell for each column. */
    static void checkCount(Header header, CsvRecord record) {
        if (record.getFieldCount() != header.columns().size()) {
            throw new DataLossException(
                    header.source() + ", line " + record.getStartingLineNumber() + ": expected "
                            + header.columns().size() + " cells, found " + record.getFieldCount(),
                    "the first line says how many there are: leave out titles and comments that stand before it; a cell"
                            + " with a separator in it is written in quotes");
        }
    }

    static DataLossException changed(Path file) {
        return new DataLossException("CSV file " + file + " changed while it was read");
    }

    private static LaminaException unreadable(Path file, Exception e) {
        var cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
        return new DataLossException("CSV file " + file + " cannot be read: " + e.getMessage() + cause, null, e);
    }

    /** Closes the file; what is read after that is a {@link DataLossException}. */
    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The file, what separates its cells, and the number of rows and columns. */
    @Override
    public String toString() {
        return header.source() + " (" + (separator == '\t' ? "tabs" : "\"" + separator + "\"")
                + (format.separator().isPresent() ? "" : " found") + " between cells), " + lines.length + " rows of "
                + header.columns().size() + " columns";
    }
}
