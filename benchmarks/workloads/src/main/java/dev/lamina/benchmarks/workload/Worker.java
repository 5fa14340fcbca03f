package dev.lamina.benchmarks.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement in a process of its own: a workload by name, then the seconds to warm up and to measure. The last line
 * of standard output is the result in JSON.
 *
 * <p>First the network is trained some steps from its initial weights, without dropout, for the loss that all must
 * agree on; then a network of the workload is warmed up and timed. {@link Workload#COLD} does the first alone.
 */
public final class Worker {
    /** What stands before the JSON of the result. */
    public static final String RESULT = "RESULT ";

    private static final int FEWEST_STEPS = 5;

    private Worker() {}

    /** Measures and ends the process: some libraries leave threads behind. */
    public static void run(Engine engine, String[] arguments) {
        Workload workload = Workload.valueOf(arguments[0]);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("version", engine.version());
        check(engine, workload, result);
        if (workload != Workload.COLD) {
            time(engine, workload, Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]), result);
        }
        result.put("peakKib", Memory.peak());
        System.out.println(RESULT + Json.object(result));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void check(Engine engine, Workload workload, Map<String, Object> result) {
        Task task = workload.task().withoutDropout();
        int steps = workload.checkedSteps();
        int batches = Math.max(1, Math.min(steps, task.batches()));
        try (Model model = engine.build(task, batches, workload.trains())) {
            if (workload != Workload.COLD) {
                result.put("startLoss", Data.loss(model.logits(0), 0, task.batch()));
            }
            for (int step = 0; step < steps; step++) {
                model.train(step % batches);
            }
            float[] logits = model.logits(0);
            result.put("endLoss", Data.loss(logits, 0, task.batch()));
            result.put("logits", Arrays.copyOf(logits, Data.CLASSES));
        }
    }

    private static void time(
            Engine engine, Workload workload, double warmUp, double measured, Map<String, Object> result) {
        Task task = workload.task();
        int batches = task.batches();
        try (Model model = engine.build(task, batches, workload.trains())) {
            Stopwatch stopwatch = new Stopwatch(batches);
            long[] times;
            if (workload.trains()) {
                stopwatch.time(warmUp, FEWEST_STEPS, model::train);
                times = stopwatch.time(measured, FEWEST_STEPS, model::train);
            } else {
                stopwatch.time(warmUp, FEWEST_STEPS, model::infer);
                times = stopwatch.time(measured, FEWEST_STEPS, model::infer);
            }
            result.put("median", Stopwatch.quantile(times, 0.5));
            result.put("low", Stopwatch.quantile(times, 0.1));
            result.put("high", Stopwatch.quantile(times, 0.9));
            result.put("p99", Stopwatch.quantile(times, 0.99));
            result.put("steps", times.length);
            result.put("trainedLoss", Data.loss(model.logits(0), 0, task.batch()));
        }
    }
}
