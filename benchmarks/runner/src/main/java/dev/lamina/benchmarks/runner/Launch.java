package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Worker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Starts a JVM, waits for it, and reads its last words. */
final class Launch {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** By these, libraries that choose their kernels by the processor take those of AVX2. */
    private static final Map<String, String> AVX2 = Map.of(
            "ONEDNN_MAX_CPU_ISA", "AVX2",
            "DNNL_MAX_CPU_ISA", "AVX2",
            "MKL_ENABLE_INSTRUCTIONS", "AVX2",
            "ATEN_CPU_CAPABILITY", "avx2",
            "OPENBLAS_CORETYPE", "Haswell");

    private final Path root;
    private final long timeoutSeconds;
    private final boolean isAvx2;

    /**
     * Starts processes.
     *
     * @param isAvx2 whether they do without what the processor has beyond AVX2
     */
    Launch(Path root, long timeoutSeconds, boolean isAvx2) {
        this.root = root;
        this.timeoutSeconds = timeoutSeconds;
        this.isAvx2 = isAvx2;
    }

    Path root() {
        return root;
    }

    /** Runs a peer's worker. */
    Outcome peer(Peer peer, Setting setting, List<String> arguments) throws IOException, InterruptedException {
        return java(peer.classPath(root), peer.mainClass(), setting, arguments);
    }

    /** Runs a main class of a class path. */
    Outcome java(List<Path> classPath, String mainClass, Setting setting, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // For all alike: the collector with the smallest heap; none of them allocates much.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmn48m"));
        if (isAvx2) {
            command.add("-XX:UseAVX=2");
        }
        command.addAll(setting.options());
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        Path out = Files.createTempFile("benchmark", ".out");
        Path err = Files.createTempFile("benchmark", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(setting.environment());
            if (isAvx2) {
                builder.environment().putAll(AVX2);
            }
            long start = System.nanoTime();
            Process process = builder.start();
            boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!ended) {
                process.destroyForcibly().waitFor();
                return new Outcome.Failed("no end within " + timeoutSeconds + " s");
            }
            return read(Files.readString(out, StandardCharsets.UTF_8), err, process.exitValue(), seconds);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Outcome read(String out, Path err, int exit, double seconds) throws IOException {
        return out.lines()
                .filter(line -> line.startsWith(Worker.RESULT))
                .<Outcome>map(
                        line -> new Outcome.Measured(JSON.readTree(line.substring(Worker.RESULT.length())), seconds))
                .findFirst()
                .orElse(new Outcome.Failed(
                        "exit " + exit + ": " + reason(new String(Files.readAllBytes(err), StandardCharsets.UTF_8))));
    }

    /** The first line that looks like an error, or the last line. */
    private static String reason(String err) {
        List<String> lines = err.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .orElse(lines.isEmpty() ? "no message" : lines.getLast());
    }
}
