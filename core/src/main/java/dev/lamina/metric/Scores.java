package dev.lamina.metric;

/**
 * How well one class is recognised, or several on average.
 *
 * @param precision which part of what was taken for the class is of it
 * @param recall which part of what is of the class was taken for it
 * @param f1 their harmonic mean
 * @param support how many examples are of the class, or the sum of their weights
 */
public record Scores(double precision, double recall, double f1, double support) {
    /**
     * From counts. What would be 0 / 0 is 0, as nothing was recognised; but all are NaN for a class that is absent, neither
     * a label nor predicted.
     *
     * @param hits how many of the class were taken for it
     * @param predicted how many were taken for it
     * @param support how many are of it
     */
    static Scores of(double hits, double predicted, double support) {
        if (predicted + support == 0) {
            return new Scores(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        return new Scores(
                predicted == 0 ? 0 : hits / predicted,
                support == 0 ? 0 : hits / support,
                2 * hits / (predicted + support),
                support);
    }

    /** Says whether it is of a class that is neither a label nor predicted. */
    boolean isAbsent() {
        return Double.isNaN(f1);
    }
}
