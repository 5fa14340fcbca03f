package dev.lamina.data.table;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import de.siegmar.fastcsv.reader.StatusListener;
import dev.lamina.error.DataLossException;
import dev.lamina.error.ResourceExhaustedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file through once, to find its lines and columns. */
final class CsvIndexing {
    /** What a line may cost of the heap: its place takes some 50 bytes, and twice that while it is indexed. */
    private static final long HEAP_PER_LINE = 128;

    private final Path file;
    private final CsvFormat format;
    private final char separator;
    private @Nullable Header header;
    private int[] lines = new int[16];
    private int count;

    CsvIndexing(Path file, CsvFormat format, char separator) {
        this.file = file;
        this.format = format;
        this.separator = separator;
    }

    CsvTable run() throws IOException {
        var reader = IndexedCsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .pageSize(1)
                .statusListener(new Limit(file))
                .ofCsvRecord(file);
        try {
            scan(reader.getIndex().recordCount());
            if (header == null) {
                throw new DataLossException("CSV file " + file + " is empty: expected "
                        + (format.header() ? "a header" : "a line at least"));
            }
            return new CsvTable(file, format, separator, header, reader, Arrays.copyOf(lines, count));
        } catch (Throwable e) {
            reader.close();
            throw e;
        }
    }

    private void scan(long expected) throws IOException {
        int number = 0;
        try (var all = CsvTable.sequential(file, separator)) {
            for (var line : all) {
                add(line, number++);
            }
        }
        if (number != expected) {
            throw CsvTable.changed(file);
        }
    }

    private void add(CsvRecord line, int number) {
        if (line.getFieldCount() == 1 && line.getField(0).isEmpty()) {
            return;
        }
        if (header == null) {
            var names = format.header()
                    ? line.getFields().stream().map(String::strip).toList()
                    : IntStream.range(0, line.getFieldCount())
                            .mapToObj(Integer::toString)
                            .toList();
            header = new Header("CSV file " + file, "line", names);
            if (format.header()) {
                return;
            }
        }
        CsvTable.checkCount(header, line);
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count++] = number;
    }

    /** Refuses a file of more lines than the heap has room to remember. */
    private static final class Limit implements StatusListener {
        private final Path file;
        private final long most = Math.min(Runtime.getRuntime().maxMemory() / HEAP_PER_LINE, Integer.MAX_VALUE - 16);
        private long lines;

        Limit(Path file) {
            this.file = file;
        }

        @Override
        public void onReadRecord() {
            if (++lines > most) {
                throw new ResourceExhaustedException("CSV file " + file + " has more than " + most
                        + " lines, which is what the heap has room for: split it, or start Java with a larger -Xmx");
            }
        }
    }
}
