package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A library that is measured, in a module of its own under {@code benchmarks/peers}. */
enum Peer {
    LAMINA("Lamina"),
    TENSORFLOW("TensorFlow Java"),
    DJL("PyTorch by DJL"),
    LIBTORCH("libtorch by Bytedeco"),
    DL4J("DL4J");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Its module's name, and what {@code --peers} calls it. */
    String module() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mainClass() {
        return "dev.lamina.benchmarks." + module() + ".Main";
    }

    /** The settings to try with exactly this many threads; the first is the one that {@code --quick} takes. */
    List<Setting> settings(int threads) {
        Setting plain = Setting.threads(threads);
        List<Setting> settings = new ArrayList<>();
        switch (this) {
            case LAMINA -> settings.add(plain.option("--add-modules=jdk.incubator.vector"));
            case TENSORFLOW -> {
                Setting quiet = plain.variable("TF_CPP_MIN_LOG_LEVEL", "2");
                for (String oneDnn : List.of("1", "0")) {
                    Setting with = quiet.and("oneDNN " + (oneDnn.equals("1") ? "on" : "off"))
                            .variable("TF_ENABLE_ONEDNN_OPTS", oneDnn);
                    settings.add(with.and("inter-op 1").option("-Dbenchmark.interop=1"));
                    settings.add(with.and("inter-op 2").option("-Dbenchmark.interop=2"));
                }
            }
            case DJL, LIBTORCH -> {
                settings.add(plain);
                if (threads > 1) {
                    settings.add(plain.and("OMP active").variable("OMP_WAIT_POLICY", "ACTIVE"));
                    settings.add(plain.and("OMP passive").variable("OMP_WAIT_POLICY", "PASSIVE"));
                }
            }
            case DL4J -> {
                settings.add(plain);
                settings.add(plain.and("AVX-512").option("-Dorg.bytedeco.javacpp.platform.extension=-avx512"));
                if (threads > 1) {
                    settings.add(plain.and("OMP active").variable("OMP_WAIT_POLICY", "ACTIVE"));
                }
            }
        }
        return settings;
    }

    /** The settings to try with at most so many threads. */
    List<Setting> settingsUpTo(int threads) {
        return IntStream.rangeClosed(1, threads)
                .mapToObj(this::settings)
                .flatMap(List::stream)
                .toList();
    }

    /** Whether the workload was written for it: for DL4J dense layers were. */
    boolean runs(Workload workload) {
        return this != DL4J
                || (workload.task() instanceof Network network
                        && network.filters().isEmpty());
    }

    /** What the build resolved: its own classes and its libraries. */
    List<Path> classPath(Path root) throws IOException {
        Path built = root.resolve("benchmarks/peers").resolve(module()).resolve("target/launcher");
        List<Path> entries = new ArrayList<>();
        entries.add(built.resolve("classes"));
        String resolved = Files.readString(built.resolve("classpath")).strip();
        Arrays.stream(resolved.split(File.pathSeparator, -1)).map(Path::of).forEach(entries::add);
        return entries;
    }

    /** Bytes of the jars a user of linux-x86_64 gets; without the second native library of DL4J. */
    long jarBytes(Path root) throws IOException {
        long sum = 0;
        for (Path entry : classPath(root)) {
            String name = entry.getFileName().toString();
            boolean ours = name.startsWith("lamina-workloads") || name.contains("-avx512");
            if (name.endsWith(".jar") && !ours) {
                sum += Files.size(entry);
            }
        }
        return sum;
    }
}
