package dev.lamina.metric;

/**
 * The mean of some numbers.
 *
 * @param sum of the numbers
 * @param count how many there are, or the sum of their weights
 */
public record Average(double sum, double count) {
    /** Sum divided by count; NaN if there are none. */
    public double value() {
        return sum / count;
    }
}
