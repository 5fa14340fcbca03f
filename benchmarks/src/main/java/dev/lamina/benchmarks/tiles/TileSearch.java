package dev.lamina.benchmarks.tiles;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries forms of tiles, each in some processes, as the compiler takes to one differently from process to process, and prints what part of the
 * FMA peak they reach. Started by {@code benchmarks/tiles}.
 */
public final class TileSearch {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final List<String> FORMS =
            List.of("1,MASKED", "1,INDEXED", "2,INDEXED", "3,INDEXED", "4,INDEXED", "6,INDEXED", "8,INDEXED");

    private final Path core;
    private final int processes;
    private String machine = "";

    private TileSearch(Path core, int processes) {
        this.core = core;
        this.processes = processes;
    }

    /**
     * The arguments: the folder of the module {@code core}, the number of processes of each form, and then the forms, as {@code 2,4,INDEXED}
     * (vectors, steps, address), {@code all}, or nothing for those of the table.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TileSearch search = new TileSearch(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        List<String> forms = Arrays.asList(arguments).subList(2, arguments.length);
        System.out.println("| form | tile | least | median | most |\n|---|---|---|---|---|");
        int vectors = search.measure(new Candidate("")).startsWith("AVX_512") || search.machine.equals("NEON") ? 4 : 2;
        if (forms.equals(List.of("all"))) {
            forms = FORMS.stream().map(form -> vectors + "," + form).toList();
        }
        for (String form : forms) {
            search.measure(new Candidate(search.machine + "," + form));
        }
    }

    /** Prints the rows of a form, and gives the machine's name in the table. */
    private String measure(Candidate candidate) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tiles");
        candidate.compile(core, folder);
        Map<String, List<Double>> parts = new TreeMap<>();
        for (int i = 0; i < processes; i++) {
            List<String> lines = run(folder);
            double peak = Double.parseDouble(lines.getLast().substring("peak ".length()));
            machine = lines.getFirst().substring("form ".length());
            for (String line : lines.subList(1, lines.size() - 1)) {
                String[] words = line.split(" ", -1);
                parts.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(Double.parseDouble(words[2]) / peak);
            }
        }
        parts.forEach((tile, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f %% | %.0f %% | %.0f %% |%n",
                    candidate,
                    tile,
                    100 * sorted[0],
                    100 * sorted[sorted.length / 2],
                    100 * sorted[sorted.length - 1]);
        });
        return machine;
    }

    private static List<String> run(Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                "dev.lamina.kernel.product.TileRates"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("a process ended with " + process.exitValue() + " after: " + printed);
        }
        return printed.lines().toList();
    }
}
