package dev.lamina.benchmarks.lamina;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Json;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Stopwatch;
import dev.lamina.benchmarks.workload.Update;
import dev.lamina.benchmarks.workload.Worker;
import dev.lamina.session.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The median time of a step of training in microseconds, against the batch, the layers' width and their number. */
public final class Scaling {
    private static final int FEWEST_STEPS = 5;

    private final Map<String, Object> micros = new LinkedHashMap<>();
    private final double warmUp;
    private final double seconds;

    private Scaling(double warmUp, double seconds) {
        this.warmUp = warmUp;
        this.seconds = seconds;
    }

    /** Measures, with the seconds of warm-up and of measurement for each size as arguments. */
    public static void main(String[] arguments) {
        Threads.set(Integer.getInteger("benchmark.threads", 1));
        Scaling scaling = new Scaling(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]));
        for (int batch = 1; batch <= 4096; batch *= 2) {
            scaling.measure("batch " + batch, batch, 256, 1);
        }
        for (int width = 64; width <= 4096; width *= 2) {
            scaling.measure("width " + width, 128, width, 1);
        }
        for (int depth = 1; depth <= 64; depth *= 2) {
            scaling.measure("depth " + depth, 128, 256, depth);
        }
        System.out.println(Worker.RESULT + Json.object(scaling.micros));
    }

    private void measure(String name, int batch, int width, int depth) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(depth, width));
        widths.addFirst(784);
        widths.add(10);
        Network network = new Network(widths, batch, Update.SGD, 1, 1);
        // All examples in turn, as a training has them: few batches would stay in the caches if they are small.
        int batches = Data.batches(batch);
        try (Model model = new LaminaModel(network, batches, true)) {
            Stopwatch stopwatch = new Stopwatch(batches);
            stopwatch.time(warmUp, FEWEST_STEPS, model::train);
            micros.put(name, Stopwatch.quantile(stopwatch.time(seconds, FEWEST_STEPS, model::train), 0.5));
        }
    }
}
