package dev.lamina.app.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A line through points, or a mark at each.
 *
 * @param name as the legend has it
 * @param x where, as many as there are of {@code y}
 * @param y what is there; of numbers that are not finite the chart has no point
 * @param isMarks whether the points are marked and not joined
 */
public record Curve(String name, List<Double> x, List<Double> y, boolean isMarks) {
    /** Copies the lists. */
    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(name + " has " + x.size() + " x and " + y.size() + " y");
        }
    }

    /** A line. */
    public static Curve line(String name, List<Double> x, List<Double> y) {
        return new Curve(name, x, y, false);
    }

    /** A line over 1, 2, 3 and so on. */
    public static Curve byEpoch(String name, List<Double> y) {
        return line(
                name,
                IntStream.rangeClosed(1, y.size()).mapToObj(i -> (double) i).toList(),
                y);
    }

    /** A mark at one point. */
    public static Curve mark(String name, double x, double y) {
        return new Curve(name, List.of(x), List.of(y), true);
    }

    /** The points whose y is finite. */
    Curve finite() {
        return where(i -> Double.isFinite(y.get(i)));
    }

    /** The points from this x on. */
    public Curve from(double least) {
        return where(i -> x.get(i) >= least);
    }

    private Curve where(IntPredicate isKept) {
        int[] kept = IntStream.range(0, x.size()).filter(isKept).toArray();
        return new Curve(
                name,
                Arrays.stream(kept).mapToObj(x::get).toList(),
                Arrays.stream(kept).mapToObj(y::get).toList(),
                isMarks);
    }

    boolean isEmpty() {
        return x.isEmpty();
    }
}
