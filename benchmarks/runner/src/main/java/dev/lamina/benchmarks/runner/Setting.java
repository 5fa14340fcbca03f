package dev.lamina.benchmarks.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a process is started.
 *
 * @param title what distinguishes it, for the reader
 * @param threads the threads it may use
 * @param options of the virtual machine
 * @param environment variables of its environment
 */
record Setting(String title, int threads, List<String> options, Map<String, String> environment) {
    /** Every library's way to hear the number of threads. */
    static Setting threads(int threads) {
        String count = Integer.toString(threads);
        Map<String, String> environment = new LinkedHashMap<>();
        for (String each : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
            environment.put(each, count);
        }
        String title = threads == 1 ? "1 thread" : threads + " threads";
        return new Setting(title, threads, List.of("-Dbenchmark.threads=" + count), environment);
    }

    Setting and(String more) {
        return new Setting(title + ", " + more, threads, options, environment);
    }

    Setting option(String option) {
        return new Setting(
                title,
                threads,
                Stream.concat(options.stream(), Stream.of(option)).toList(),
                environment);
    }

    Setting variable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Setting(title, threads, options, more);
    }
}
