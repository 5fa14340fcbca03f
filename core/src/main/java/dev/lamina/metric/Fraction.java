package dev.lamina.metric;

/**
 * A part of a whole.
 *
 * @param part how many fulfil a condition
 * @param whole how many there are
 */
public record Fraction(long part, long whole) {
    /** Part divided by whole; NaN if there is nothing. */
    public double value() {
        return (double) part / whole;
    }
}
