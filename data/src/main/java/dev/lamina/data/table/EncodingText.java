package dev.lamina.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoding as text: CSV, of which the first line says what it is, the second, if there is one, what the label is, and
 * each of the others what a column is. Numbers are written so that they are read to the same bits.
 */
final class EncodingText {
    private static final List<String> FIRST = List.of("Lamina table encoding", "1");
    private static final String LABEL = "label";
    private static final String CLASSES = "classes";
    private static final String VALUES = "values";

    private EncodingText() {}

    static String write(TableEncoding encoding) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(FIRST);
            encoding.label().ifPresent(label -> {
                var fields = new ArrayList<>(List.of(LABEL, label.classes() ? CLASSES : VALUES));
                fields.addAll(label.columns());
                fields.addAll(label.names());
                csv.writeRecord(fields);
            });
            encoding.fitted().forEach(column -> csv.writeRecord(column.fields()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static TableEncoding read(String text) {
        var columns = new ArrayList<FittedColumn>();
        Optional<Label> label = Optional.empty();
        long line = 0;
        try (var csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            for (var record : csv) {
                line++;
                var fields = new Fields(record.getFields());
                if (line == 1) {
                    if (!record.getFields().equals(FIRST)) {
                        throw new InvalidArgumentException("it does not begin with " + FIRST);
                    }
                } else if (line == 2 && record.getField(0).equals(LABEL)) {
                    label = Optional.of(label(fields));
                } else {
                    columns.add(column(fields));
                }
                fields.requireEnd(line == 1);
            }
            return TableEncoding.of(columns, label);
        } catch (IOException
                | UncheckedIOException
                | CsvParseException
                | InvalidArgumentException
                | IndexOutOfBoundsException e) {
            var problem =
                    e instanceof InvalidArgumentException known ? known.problem() : String.valueOf(e.getMessage());
            throw new DataLossException(
                    "no encoding of a table as this version of Lamina writes it, line " + line + ": " + problem,
                    null,
                    e);
        }
    }

    private static Label label(Fields fields) {
        fields.text();
        var kind = fields.text();
        return switch (kind) {
            case CLASSES -> new Label(List.of(fields.text()), true, fields.rest());
            case VALUES -> new Label(fields.rest(), false, List.of());
            default -> throw new InvalidArgumentException("no kind of label: " + Cells.quoted(kind));
        };
    }

    private static FittedColumn column(Fields fields) {
        var kind = fields.text();
        return switch (kind) {
            case FittedNumber.KIND -> FittedNumber.read(fields);
            case FittedCategory.KIND -> FittedCategory.read(fields);
            case FittedDate.KIND -> FittedDate.read(fields);
            default -> throw new InvalidArgumentException("no kind of column: " + Cells.quoted(kind));
        };
    }

    /** The fields of a line, one after the other. */
    static final class Fields {
        private final List<String> fields;
        private int next;

        Fields(List<String> fields) {
            this.fields = fields;
        }

        boolean hasMore() {
            return next < fields.size();
        }

        String text() {
            if (!hasMore()) {
                throw new InvalidArgumentException("it ends early: " + Cells.list(fields));
            }
            return fields.get(next++);
        }

        List<String> rest() {
            var rest = List.copyOf(fields.subList(next, fields.size()));
            next = fields.size();
            return rest;
        }

        double number() {
            var text = text();
            if (Cells.fault(text) != null) {
                throw new InvalidArgumentException("expected " + Cells.fault(text) + ", found " + Cells.quoted(text));
            }
            return Double.parseDouble(text);
        }

        boolean flag() {
            return switch (text()) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new InvalidArgumentException("expected true or false in " + Cells.list(fields));
            };
        }

        <E extends Enum<E>> E of(Class<E> type) {
            var text = text();
            for (E each : type.getEnumConstants()) {
                if (each.name().equals(text)) {
                    return each;
                }
            }
            throw new InvalidArgumentException("no " + type.getSimpleName() + ": " + Cells.quoted(text));
        }

        Missing missing() {
            return new Missing(of(Missing.Policy.class), text());
        }

        Scale scale() {
            var scale = new Scale(number(), number());
            if (!(scale.by() > 0)) {
                throw new InvalidArgumentException("expected a scale above 0, found " + scale.by());
            }
            return scale;
        }

        LocalDateTime moment() {
            var text = text();
            try {
                return LocalDateTime.parse(text);
            } catch (DateTimeException e) {
                throw new InvalidArgumentException("no moment: " + Cells.quoted(text), null, e);
            }
        }

        void requireEnd(boolean first) {
            if (hasMore() && !first) {
                throw new InvalidArgumentException("more than expected: " + Cells.list(fields));
            }
        }
    }
}
