package dev.lamina.benchmarks.workload;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Times steps one by one. */
public final class Stopwatch {
    private final int batches;
    private int next;

    /** For steps that go round this many batches. */
    public Stopwatch(int batches) {
        this.batches = batches;
    }

    /**
     * Does steps for some seconds, and at least {@code fewest}, each with the batch that follows.
     *
     * @return the nanoseconds of each, sorted
     */
    public long[] time(double seconds, int fewest, IntConsumer step) {
        long[] times = new long[1024];
        int count = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (start < end || count < fewest) {
            step.accept(next);
            long now = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = now - start;
            next = next + 1 < batches ? next + 1 : 0;
            start = System.nanoTime();
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The quantile of sorted times, in microseconds. */
    public static double quantile(long[] sorted, double q) {
        return sorted[(int) Math.round(q * (sorted.length - 1))] / 1000.0;
    }
}
