package dev.lamina.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A CSV file's columns, and what is read in them. */
final class CsvColumns {
    private static final int SHOWN = 40;

    private final Path file;
    private final List<String> names;
    private final int label;
    private final int[] features;

    private CsvColumns(Path file, List<String> names, int label, int[] features) {
        this.file = file;
        this.names = names;
        this.label = label;
        this.features = features;
    }

    /**
     * Finds the columns of a layout.
     *
     * @throws InvalidArgumentException when one is not there, or its name is not the only one
     */
    static CsvColumns find(Path file, List<String> names, CsvLayout layout) {
        int label = position(file, names, layout.label());
        var features = layout.features().isEmpty()
                ? IntStream.range(0, names.size()).filter(i -> i != label)
                : layout.features().stream().mapToInt(name -> position(file, names, name));
        return new CsvColumns(file, names, label, features.toArray());
    }

    private static int position(Path file, List<String> names, String name) {
        int position = names.indexOf(name);
        if (position < 0 || position != names.lastIndexOf(name)) {
            throw new InvalidArgumentException("CSV file " + file + " has "
                    + (position < 0 ? "no column " : "several columns ") + quoted(name) + ", but "
                    + names.stream().limit(SHOWN).map(CsvColumns::quoted).toList()
                    + (names.size() > SHOWN ? " and more" : ""));
        }
        return position;
    }

    /** The file that error messages name. */
    Path file() {
        return file;
    }

    /** The label's column. */
    int label() {
        return label;
    }

    ExampleSpec spec(boolean classes) {
        return new ExampleSpec(
                Shape.of(features.length),
                DType.FLOAT32,
                classes ? Shape.scalar() : Shape.of(1),
                classes ? DType.INT32 : DType.FLOAT32);
    }

    /** Checks that a line has a cell for each column. */
    void checkCount(CsvRecord line) {
        if (line.getFieldCount() != names.size()) {
            throw new DataLossException("CSV file " + file + ", line " + line.getStartingLineNumber() + ": expected "
                    + names.size() + " cells, found " + line.getFieldCount());
        }
    }

    void readFeatures(CsvRecord line, Values into) {
        float[] floats = into.floats();
        int at = into.offset();
        for (int column : features) {
            floats[at++] = number(line, column);
        }
    }

    /** The text of a class. */
    String className(CsvRecord line) {
        var text = line.getField(label).strip();
        if (text.isEmpty() || text.indexOf('\ufffd') >= 0) {
            throw bad(line, label, text.isEmpty() ? "a class" : "text in UTF-8");
        }
        return text;
    }

    /** A cell's number as the nearest float32. */
    float number(CsvRecord line, int column) {
        var text = line.getField(column).strip();
        float number;
        try {
            number = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw bad(line, column, "a number");
        }
        if (isJavas(text)) {
            throw bad(line, column, "a decimal number");
        }
        if (!Float.isFinite(number)) {
            throw bad(line, column, "a finite float32 number");
        }
        return number;
    }

    /** Java reads hexadecimal numbers and suffixes, 0x1p3 and 1f, too; no CSV file means these. */
    private static boolean isJavas(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("xXfFdD".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    DataLossException bad(CsvRecord line, int column, String expected) {
        return new DataLossException("CSV file " + file + ", line " + line.getStartingLineNumber() + ", column "
                + (column + 1) + " " + quoted(names.get(column)) + ": expected " + expected + ", found "
                + quoted(line.getField(column)));
    }

    /** Text from a file that may be long and hold anything, for a message. */
    static String quoted(String text) {
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
