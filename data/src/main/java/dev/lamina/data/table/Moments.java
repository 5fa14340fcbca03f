package dev.lamina.data.table;

/** Mean, deviation and range of numbers as they come, after Welford. */
final class Moments {
    private long count;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return Math.sqrt(squares / count);
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }

    boolean isConstant() {
        return least == greatest;
    }

    /** How these numbers are scaled; what never varies is moved alone. */
    Scale scale(Scaling scaling) {
        return switch (scaling) {
            case NONE -> Scale.NONE;
            case STANDARD -> new Scale(mean, orOne(deviation()));
            case MIN_MAX -> new Scale(least, orOne(greatest - least));
        };
    }

    private static double orOne(double by) {
        return by > 0 ? by : 1;
    }
}
