package dev.lamina.parquet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cells of a column, as they are read: numbers as their bits, all else as text. */
final class ColumnCells {
    private final SchemaColumn column;
    private final BitSet missing = new BitSet();
    private long[] bits = {};
    private @Nullable String[] texts = {};
    private int size;

    ColumnCells(SchemaColumn column) {
        this.column = column;
    }

    SchemaColumn column() {
        return column;
    }

    int size() {
        return size;
    }

    void add(long number) {
        if (size == bits.length) {
            bits = Arrays.copyOf(bits, longer(size));
        }
        bits[size++] = number;
    }

    /** Adds a text, without spaces around it; one of nothing else is missing. */
    void add(String given) {
        String text = given.strip();
        if (text.isEmpty()) {
            addMissing();
            return;
        }
        if (size >= texts.length) {
            texts = Arrays.copyOf(texts, longer(size));
        }
        texts[size++] = text;
    }

    /** Adds the same as a cell of another, which shares its text. */
    void copy(ColumnCells other, int row) {
        if (other.missing.get(row)) {
            addMissing();
        } else if (column.type().isBytes()) {
            add(Objects.requireNonNull(other.texts[row]));
        } else {
            add(other.bits[row]);
        }
    }

    void addMissing() {
        missing.set(size);
        if (!column.type().isBytes()) {
            add(0);
        } else {
            size++;
        }
    }

    /** A length to grow to from one that is full: half as much again, as far as arrays go. */
    static int longer(int length) {
        return Math.clamp((long) length + (length >> 1) + 1, 16, TooLarge.LARGEST);
    }

    /** A cell; {@code null} where it is missing. */
    @Nullable
    String text(int row) {
        if (missing.get(row)) {
            return null;
        }
        if (column.type().isBytes()) {
            return texts[row];
        }
        String text = column.text().text(bits[row]);
        return text.isEmpty() ? null : text;
    }
}
