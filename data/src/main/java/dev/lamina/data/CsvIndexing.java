package dev.lamina.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import de.siegmar.fastcsv.reader.StatusListener;
import dev.lamina.error.DataLossException;
import dev.lamina.error.ResourceExhaustedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file through once, to find its lines and its classes and to check its cells. */
final class CsvIndexing {
    /** What a line may cost of the heap: its place takes some 50 bytes, and twice that while it is indexed. */
    private static final long HEAP_PER_LINE = 128;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,1000}");

    private final Path file;
    private final CsvLayout layout;
    private final Set<String> classes = new HashSet<>();
    private @Nullable CsvColumns columns;
    private @Nullable Example example;
    private int[] lines = new int[16];
    private int count;

    CsvIndexing(Path file, CsvLayout layout) {
        this.file = file;
        this.layout = layout;
    }

    CsvExamples run() throws IOException {
        var reader = IndexedCsvReader.builder()
                .fieldSeparator(layout.separator())
                .allowUnclosedQuote(false)
                .pageSize(1)
                .statusListener(new Limit(file))
                .ofCsvRecord(file);
        try {
            scan(reader.getIndex().recordCount());
            if (columns == null) {
                throw new DataLossException("CSV file " + file + " is empty: expected "
                        + (layout.header() ? "a header" : "a line at least"));
            }
            return new CsvExamples(
                    columns,
                    columns.spec(layout.classes()),
                    reader,
                    Arrays.copyOf(lines, count),
                    layout.classNames().isEmpty() ? sorted(classes) : layout.classNames());
        } catch (Throwable e) {
            reader.close();
            throw e;
        }
    }

    private void scan(long expected) throws IOException {
        int number = 0;
        try (var all = CsvReader.builder()
                .fieldSeparator(layout.separator())
                .allowUnclosedQuote(false)
                .detectBomHeader(true)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            for (var line : all) {
                add(line, number++);
            }
        }
        if (number != expected) {
            throw new DataLossException("CSV file " + file + " changed while it was read");
        }
    }

    private void add(CsvRecord line, int number) {
        if (line.getFieldCount() == 1 && line.getField(0).isEmpty()) {
            return;
        }
        if (columns == null) {
            var names = layout.header()
                    ? line.getFields().stream().map(String::strip).toList()
                    : IntStream.range(0, line.getFieldCount())
                            .mapToObj(Integer::toString)
                            .toList();
            columns = CsvColumns.find(file, names, layout);
            example = Example.allocate(columns.spec(layout.classes()));
            if (layout.header()) {
                return;
            }
        }
        check(columns, line);
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count++] = number;
    }

    private void check(CsvColumns found, CsvRecord line) {
        found.checkCount(line);
        if (example != null) {
            found.readFeatures(line, example.features());
        }
        if (layout.classes()) {
            var name = found.className(line);
            if (!layout.classNames().isEmpty() && !layout.classNames().contains(name)) {
                throw found.bad(line, found.label(), "one of the classes " + layout.classNames());
            }
            classes.add(name);
        } else {
            found.number(line, found.label());
        }
    }

    private static List<String> sorted(Collection<String> classes) {
        boolean numbers =
                classes.stream().allMatch(name -> INTEGER.matcher(name).matches());
        Comparator<String> order = numbers
                ? Comparator.comparing((String name) -> new BigInteger(name)).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return classes.stream().sorted(order).toList();
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
