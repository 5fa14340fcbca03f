package dev.lamina.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what separates a CSV file's cells: the character by which the first lines have as many cells each, two or
 * more. Of several such characters it takes the one that texts and decimal numbers hold more rarely.
 */
final class SeparatorSearch {
    private static final int SAMPLE = 1 << 16;
    private static final int RECORDS = 100;
    private static final String FROM_RARE_TO_COMMON = "\t|;,^~";

    /** What separates numbers, but also stands within texts, dates and times. */
    private static final String BETWEEN_NUMBERS = ": ";

    private final String sample;
    private final boolean whole;
    private final CsvFormat format;

    private SeparatorSearch(String sample, boolean whole, CsvFormat format) {
        this.sample = sample;
        this.whole = whole;
        this.format = format;
    }

    static char in(Path file, CsvFormat format) throws IOException {
        if (format.separator().isPresent()) {
            return (char) format.separator().getAsInt();
        }
        try (var stream = Files.newInputStream(file)) {
            byte[] first = stream.readNBytes(SAMPLE);
            var text = new String(first, StandardCharsets.UTF_8);
            return new SeparatorSearch(
                            text.startsWith("\ufeff") ? text.substring(1) : text, first.length < SAMPLE, format)
                    .run();
        }
    }

    private char run() {
        char best = ',';
        double bestShare = 0;
        for (char candidate : (FROM_RARE_TO_COMMON + BETWEEN_NUMBERS).toCharArray()) {
            var records = records(candidate);
            boolean fits = BETWEEN_NUMBERS.indexOf(candidate) < 0 || areNumbers(records);
            double share = fits ? share(records) : 0;
            if (share > bestShare) {
                best = candidate;
                bestShare = share;
            }
        }
        return best;
    }

    /** The share of records that have as many cells as the first; 0 where these are not several. */
    private static double share(List<CsvRecord> records) {
        if (records.isEmpty() || records.getFirst().getFieldCount() < 2) {
            return 0;
        }
        int columns = records.getFirst().getFieldCount();
        return (double) records.stream()
                        .filter(record -> record.getFieldCount() == columns)
                        .count()
                / records.size();
    }

    private boolean areNumbers(List<CsvRecord> records) {
        return records.size() > 1
                && records.stream()
                        .skip(format.header() ? 1 : 0)
                        .flatMap(record -> record.getFields().stream())
                        .map(String::strip)
                        .allMatch(cell -> format.missing().contains(cell) || Cells.fault(cell) == null);
    }

    /** The first records as that separator makes them, as far as they are whole. */
    private List<CsvRecord> records(char separator) {
        var records = new ArrayList<CsvRecord>();
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(sample)) {
            var all = reader.iterator();
            while (records.size() < RECORDS && all.hasNext()) {
                records.add(all.next());
            }
        } catch (IOException | CsvParseException | java.io.UncheckedIOException e) {
            // Those before the first that this separator cannot read are enough to judge by.
            return records;
        }
        if (!whole && records.size() < RECORDS && records.size() > 1) {
            records.removeLast();
        }
        return records;
    }
}
