package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run}: all workloads on Lamina and its peers, and the table of it. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures Lamina beside its peers and writes the table into docs/performance.md.")
final class Run implements Callable<Integer> {
    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    @Option(names = "--quick", description = "Half a second each, once, in the first setting: does everything work?")
    private boolean quick;

    @Option(names = "--only", split = ",", description = "Workloads: W1 to W9, Adam, Cold. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--peers",
            split = ",",
            description = "Beside Lamina: tensorflow, djl, libtorch, dl4j, or none. Default: all.")
    private List<String> peers = List.of("tensorflow", "djl", "libtorch", "dl4j");

    @Option(names = "--repeats", description = "Processes for each figure. Default: ${DEFAULT-VALUE}.")
    private int repeats = 5;

    @Option(names = "--threads", split = ",", description = "Numbers of threads. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of(1, 2);

    @Option(
            names = "--warm-up",
            description =
                    "Seconds before each measurement: Lamina's kernels are all compiled after some 7. Default: ${DEFAULT-VALUE}.")
    private double warmUp = 10;

    @Option(names = "--seconds", description = "Seconds of each measurement. Default: ${DEFAULT-VALUE}.")
    private double seconds = 4;

    @Option(
            names = "--no-search",
            negatable = true,
            description = "Take each peer's first setting rather than try all of them.")
    private boolean search = true;

    @Option(
            names = "--minutes",
            description =
                    "Minutes for all together: each measurement gets its share of warm-up and steps. Default: no bound.")
    private double minutes = Double.POSITIVE_INFINITY;

    @Option(
            names = "--time-limit",
            description = "Seconds after which a process is given up. Default: ${DEFAULT-VALUE}.")
    private long timeLimit = 120;

    @Option(
            names = "--write",
            negatable = true,
            description =
                    "Write docs/performance.md and the page with all of it. Default: if all is measured, and not with --quick.")
    private @Nullable Boolean write;

    @Option(
            names = "--avx2",
            description =
                    "As on a processor with AVX2: without vectors of 512 bits, the peers' too where they can be told.")
    private boolean isAvx2;

    @Option(
            names = "--busy",
            description = "Beside so many processes that take a processor each; the peak is measured without them.")
    private int busy;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Run() {}

    /** Runs and ends with 1 if something failed. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Run()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Comparison.Plan plan = new Comparison.Plan(
                peers(),
                workloads(),
                threads,
                quick ? 1 : repeats,
                quick ? 0.5 : warmUp,
                quick ? 0.5 : seconds,
                search && !quick,
                minutes);
        Launch launch = new Launch(root, timeLimit, isAvx2);
        Machine machine = Machine.measure(launch, threads);
        Report report;
        try (Busy _ = new Busy(busy)) {
            report = new Report(machine, plan, new Comparison(launch, plan, System.err).run());
        }
        String text = report.text(root);
        System.out.println(text);
        boolean whole = !quick && only.isEmpty() && peers().size() == Peer.values().length;
        if (write == null ? whole : write) {
            write(report.summary(), text);
        }
        report.failures().forEach(System.err::println);
        return report.failures().isEmpty() ? 0 : 1;
    }

    private void write(String summary, String text) throws IOException {
        String part =
                only.isEmpty() || busy > 0 ? "" : "-" + String.join("-", only).toLowerCase(Locale.ROOT);
        String name = "run" + part + (isAvx2 ? "-avx2" : "") + (busy > 0 ? "-busy-" + busy : "");
        String heading = "Lamina beside its peers"
                + (only.isEmpty() ? "" : ", " + String.join(", ", only))
                + (isAvx2 ? ", with vectors of 256 bits" : "")
                + (busy > 0 ? ", beside " + busy + " busy process" + (busy > 1 ? "es" : "") : "");
        Path page = root.resolve("docs/performance/" + name + ".md");
        Files.writeString(page, "# " + heading + "\n\nWritten by " + command() + ".\n\n" + text.strip() + "\n");
        Path file = root.resolve("docs/performance.md");
        new Document(file)
                .write(name, heading, summary + "\n[All of it](performance/" + name + ".md), by " + command() + ".");
        System.err.println("Written: " + page + ", " + file);
    }

    /** What was typed. */
    private String command() {
        List<String> typed = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        int own = typed.indexOf("--root");
        typed.subList(own, own + 2).clear();
        typed.addFirst("benchmarks/run");
        return "`" + String.join(" ", typed) + "`";
    }

    private List<Peer> peers() {
        List<Peer> chosen = new ArrayList<>(List.of(Peer.LAMINA));
        for (String name : peers) {
            if (!name.equals("none")) {
                chosen.add(Arrays.stream(Peer.values())
                        .filter(peer -> peer.module().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no peer " + name)));
            }
        }
        return chosen.stream().distinct().toList();
    }

    private List<Workload> workloads() {
        if (only.isEmpty()) {
            return List.of(Workload.values());
        }
        List<Workload> chosen = new ArrayList<>();
        for (String name : only) {
            String upper = name.toUpperCase(Locale.ROOT);
            List<Workload> named = Arrays.stream(Workload.values())
                    .filter(each -> each.name().equals(upper) || each.name().startsWith(upper + "_"))
                    .toList();
            if (named.isEmpty()) {
                throw new IllegalArgumentException("there is no workload " + name);
            }
            chosen.addAll(named);
        }
        return chosen;
    }
}
