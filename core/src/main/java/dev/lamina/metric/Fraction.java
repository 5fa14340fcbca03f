package dev.lamina.metric;

/**
 * A part of a whole.
 *
 * @param part how many fulfil a condition, or the sum of their weights
 * @param whole how many there are, or the sum of all weights
 */
public record Fraction(double part, double whole) {
    /** Part divided by whole; NaN if there is nothing. */
    public double value() {
        return part / whole;
    }
}
