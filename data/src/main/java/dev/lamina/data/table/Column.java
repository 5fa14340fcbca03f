package dev.lamina.data.table;

import java.util.List;

/** What a table's column holds, and what features are made of it. Immutable: each method of a column gives another. */
public sealed interface Column permits NumberColumn, CategoryColumn, DateColumn {
    /** The column's name. */
    String name();

    /** A column of numbers, each a feature as it is; a missing cell is an error. */
    static NumberColumn number(String name) {
        return new NumberColumn(name, Missing.ERROR, false, Scaling.NONE);
    }

    /**
     * A column of categories, any texts, one-hot; a missing cell is an error. The categories are those of the training
     * rows, in the order of numbers when all are, or else of their characters.
     */
    static CategoryColumn category(String name) {
        return new CategoryColumn(name, Missing.ERROR, CategoryCode.ONE_HOT, List.of());
    }

    /**
     * A column of dates or moments as ISO 8601 writes them, such as {@code 2026-03-01}, {@code 2026-03-01 12:30} or
     * {@code 2026-03-01T12:30:05Z}; a missing cell is an error. The feature is the day since 1970.
     */
    static DateColumn date(String name) {
        return date(name, "");
    }

    /**
     * A column of dates or moments.
     *
     * @param pattern how they are written, as {@link java.time.format.DateTimeFormatter#ofPattern} takes it, such as
     *     {@code dd.MM.yyyy}; names of months and days are English. Empty for ISO 8601
     * @throws dev.lamina.error.InvalidArgumentException when it is no pattern
     */
    static DateColumn date(String name, String pattern) {
        return new DateColumn(name, pattern, Missing.ERROR, false, Scaling.NONE, List.of(DatePart.EPOCH_DAY));
    }
}
