package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The machine that measures: its name, and what it can do at most as the probes found. */
record Machine(String processor, JsonNode limits) {
    static Machine measure(Launch launch, List<Integer> threads) throws IOException, InterruptedException {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        Setting setting = Setting.threads(1).option("--add-modules=jdk.incubator.vector");
        List<String> arguments = threads.stream().map(String::valueOf).toList();
        return switch (launch.java(classPath, Probe.class.getName(), setting, arguments)) {
            case Outcome.Measured measured -> new Machine(name(), measured.result());
            case Outcome.Failed failed -> throw new IllegalStateException("the probe failed: " + failed.reason());
        };
    }

    /** GFLOP/s at most, on so many threads. */
    double fma(int threads) {
        return limits.path("fma" + threads).asDouble(Double.NaN);
    }

    /** GB/s of STREAM's triad, on so many threads. */
    double triad(int threads) {
        return limits.path("triad" + threads).asDouble(Double.NaN);
    }

    int vectorBits() {
        return limits.path("vectorBits").asInt();
    }

    private static String name() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            @Nullable
            String model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(null);
            String processors = Runtime.getRuntime().availableProcessors() + " processors";
            return model == null ? processors : model + ", " + processors;
        }
    }
}
