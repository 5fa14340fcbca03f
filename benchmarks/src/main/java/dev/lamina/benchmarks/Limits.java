package dev.lamina.benchmarks;

import dev.lamina.benchmarks.workload.Probe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs {@link MatrixProduct} and {@link BeyondCache} under JMH, measures the machine before and after it, and prints
 * what part of the FMA peak and of the memory's bandwidth each reaches. Takes JMH's options.
 */
public final class Limits {
    private final Map<Integer, Double> fma = new HashMap<>();
    private final Map<Integer, Double> triad = new HashMap<>();

    private Limits() {}

    /** Runs; started by {@code benchmarks/limits}. */
    public static void main(String[] arguments) throws Exception {
        new Limits().run(arguments);
    }

    private void run(String[] arguments) throws Exception {
        CommandLineOptions given = new CommandLineOptions(arguments);
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include(MatrixProduct.class.getSimpleName()).include(BeyondCache.class.getSimpleName());
        }
        probe();
        Collection<RunResult> results = new Runner(options.build()).run();
        probe();
        System.out.println();
        fma.forEach((threads, peak) -> System.out.printf(
                Locale.ROOT, "%d threads: %.1f GFLOP/s, %.1f GB/s%n", threads, peak, triad.get(threads)));
        System.out.println(
                "| kernel | threads | µs, median | of the machine's | µs, the fastest hundredth | of the machine's |"
                        + "\n|---|---|---|---|---|---|");
        results.forEach(this::print);
    }

    /** The better of the measurements counts: it is a limit. */
    private void probe() {
        for (int threads : new int[] {1, 2}) {
            fma.merge(threads, Probe.fma(threads), Math::max);
            triad.merge(threads, Probe.triad(threads), Math::max);
        }
    }

    private void print(RunResult result) {
        int threads = Integer.parseInt(result.getParams().getParam("threads"));
        String shape = result.getParams().getParam("shape");
        String operation = result.getParams().getParam("operation");
        Statistics micros = result.getPrimaryResult().getStatistics();
        if (shape != null) {
            print(shape, threads, micros, MatrixProduct.flops(shape), fma);
        } else if (operation != null) {
            print(operation, threads, micros, BeyondCache.bytes(operation), triad);
        }
    }

    /** Beside neighbours the median says what one gets, the fastest hundredth what the kernel can do. */
    private static void print(String name, int threads, Statistics micros, double work, Map<Integer, Double> limits) {
        double limit = limits.getOrDefault(threads, Double.NaN) * 1000;
        double median = micros.getPercentile(50);
        double fastest = micros.getPercentile(1);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.0f %% | %.1f | %.0f %% |%n",
                name,
                threads,
                median,
                100 * work / median / limit,
                fastest,
                100 * work / fastest / limit);
    }
}
