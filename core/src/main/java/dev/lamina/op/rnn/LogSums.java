package dev.lamina.op.rnn;

/** Sums of probabilities that are given as logarithms. */
final class LogSums {
    /** The logarithm of 0. */
    static final double NOTHING = Double.NEGATIVE_INFINITY;

    private LogSums() {}

    /** {@code log(exp(a) + exp(b))}. */
    static double add(double a, double b) {
        if (a == NOTHING) {
            return b;
        }
        if (b == NOTHING) {
            return a;
        }
        double most = Math.max(a, b);
        return most + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - most));
    }

    /** {@code log(sum(exp(x)))} of {@code n} elements. */
    static double of(double[] x, int from, int n) {
        double most = NOTHING;
        for (int k = from; k < from + n; k++) {
            most = Math.max(most, x[k]);
        }
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            sum += StrictMath.exp(x[k] - most);
        }
        return most + StrictMath.log(sum);
    }
}
