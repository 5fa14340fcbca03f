package dev.lamina.metric;

/**
 * How far numbers are from what they should be.
 *
 * @param squared the sum of the squares of the errors
 * @param absolute the sum of the errors without their signs
 * @param count how many there are, or the sum of their weights
 */
public record Errors(double squared, double absolute, double count) {
    /** The mean squared error; NaN if there are none. */
    public double meanSquared() {
        return squared / count;
    }

    /** The root of {@link #meanSquared}, in the unit of the numbers themselves. */
    public double rootMeanSquared() {
        return Math.sqrt(meanSquared());
    }

    /** The mean absolute error; NaN if there are none. */
    public double meanAbsolute() {
        return absolute / count;
    }
}
