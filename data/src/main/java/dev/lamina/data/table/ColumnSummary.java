package dev.lamina.data.table;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a column of a table holds.
 *
 * @param name the column's name
 * @param type what all its cells are that are there
 * @param missing how many cells are missing
 * @param distinct how many different texts there are; {@link #MANY} for so many or more
 * @param least the least number or date, or the first of the texts as characters are ordered; empty where all are missing
 * @param greatest the greatest, likewise
 * @param mean the mean of numbers
 * @param deviation the standard deviation of numbers, as of a population
 * @param values the different texts in their order, when there are fewer than {@link #MANY}
 */
public record ColumnSummary(
        String name,
        Type type,
        long missing,
        int distinct,
        String least,
        String greatest,
        OptionalDouble mean,
        OptionalDouble deviation,
        List<String> values) {
    /** Up to here different texts are counted. */
    public static final int MANY = 1000;

    /** What all cells of a column are that are there. */
    public enum Type {
        /** Whole numbers. */
        INTEGER,
        /** Finite decimal numbers. */
        NUMBER,
        /** Dates or moments of ISO 8601. */
        DATE,
        /** Any texts. */
        TEXT,
        /** None is there. */
        EMPTY
    }

    /** Whether all cells that are there hold the same. */
    public boolean isConstant() {
        return distinct == 1;
    }
}
