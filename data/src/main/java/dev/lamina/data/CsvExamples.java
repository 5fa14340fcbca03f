package dev.lamina.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
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
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines of a CSV file (RFC 4180, UTF-8) as examples: numeric features, float32 [columns], and either
 * a class, int32, or a number, float32 [1].
 *
 * <p>{@link #open} reads the file through once: it checks every cell that will be used and remembers
 * where each line lies, some 50 bytes a line; the lines themselves are read when they are asked for.
 * Lines that are empty are none. The file is held open until {@link #close()} and must not change.
 */
public final class CsvExamples implements ExampleSource, AutoCloseable {
    private final CsvColumns columns;
    private final ExampleSpec spec;
    private final IndexedCsvReader<CsvRecord> reader;
    private final int[] lines;
    private final ClassNumbers classes;

    CsvExamples(
            CsvColumns columns,
            ExampleSpec spec,
            IndexedCsvReader<CsvRecord> reader,
            int[] lines,
            List<String> classNames) {
        this.columns = columns;
        this.spec = spec;
        this.reader = reader;
        this.lines = lines;
        this.classes = new ClassNumbers(classNames);
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException when there is no such file
     * @throws InvalidArgumentException when a column of the layout is not there, or the file is not UTF-8
     *     by its first bytes
     * @throws DataLossException when a cell is not what its column holds (the message says file, line and
     *     column), a line has more cells or fewer than the first, a quote is not closed, or the file cannot
     *     be read
     * @throws dev.lamina.error.ResourceExhaustedException when the heap is too small to remember the lines
     */
    public static CsvExamples open(Path file, CsvLayout layout) {
        try {
            return new CsvIndexing(file, layout).run();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new NotFoundException("CSV file " + file + " does not exist", null, e);
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("CSV file " + file + " is not UTF-8 text: " + e.getMessage(), null, e);
        }
    }

    /**
     * The names of the classes, by their number: those of the layout, or else those in the file, in the order
     * of numbers when all are, or else of their characters.
     */
    @Override
    public List<String> classNames() {
        return classes.names();
    }

    @Override
    public int size() {
        return lines.length;
    }

    @Override
    public ExampleSpec spec() {
        return spec;
    }

    @Override
    public void read(int index, Example into) {
        var line = line(lines[index]);
        columns.checkCount(line);
        columns.readFeatures(line, into.features());
        if (classes.names().isEmpty()) {
            into.label().set(0, columns.number(line, columns.label()));
        } else {
            var number = classes.of(columns.className(line));
            if (number == null) {
                throw columns.bad(line, columns.label(), "a class that was there when the file was opened");
            }
            into.label().set(0, number);
        }
    }

    private CsvRecord line(int page) {
        try {
            return reader.readPage(page).getFirst();
        } catch (IOException | CsvParseException | NoSuchElementException e) {
            throw unreadable(columns.file(), e);
        }
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
            throw unreadable(columns.file(), e);
        }
    }

    /** The file, the number of lines and what the examples look like. */
    @Override
    public String toString() {
        return "CsvExamples[" + columns.file() + ", " + lines.length + " of " + spec + "]";
    }
}
