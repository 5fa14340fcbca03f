package dev.lamina.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/scaling}: Lamina's step time against the size of what it computes, as plots and as a table. */
@Command(
        name = "benchmarks/scaling",
        mixinStandardHelpOptions = true,
        description = "Plots Lamina's step time against batch, width, depth and threads into docs/performance.")
final class Scaling implements Callable<Integer> {
    private static final List<String> AXES = List.of("batch", "width", "depth");

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    @Option(names = "--quick", description = "A tenth of a second each; what is written goes to benchmarks/target.")
    private boolean quick;

    @Option(names = "--threads", split = ",", description = "Numbers of threads. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of(1, 2);

    private Scaling() {}

    /** Runs and ends with 1 if something failed. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Scaling()).execute(arguments));
    }

    /**
     * A measured size.
     *
     * @param micros the median of a step
     */
    record Point(String axis, int size, int threads, double micros) {
        /** Microseconds an example. */
        double perExample() {
            return micros / (axis.equals("batch") ? size : 128);
        }
    }

    @Override
    public Integer call() throws Exception {
        Launch launch = new Launch(root, 3600, false);
        List<Point> points = new ArrayList<>();
        for (int count : threads) {
            Outcome outcome = measure(launch, count);
            switch (outcome) {
                case Outcome.Measured measured -> points.addAll(points(measured, count));
                case Outcome.Failed failed -> {
                    System.err.println(failed.reason());
                    return 1;
                }
            }
        }
        Path folder = root.resolve(quick ? "benchmarks/target/performance" : "docs/performance");
        Files.createDirectories(folder);
        Path csv = folder.resolve("scaling.csv");
        Files.writeString(csv, csv(points));
        for (String axis : AXES) {
            Plot.draw(axis, points, folder.resolve("scaling-" + axis));
        }
        if (!quick) {
            new Document(root.resolve("docs/performance.md")).write("scaling", "Step time against size", body());
        }
        System.err.println("Written: " + csv);
        return 0;
    }

    private Outcome measure(Launch launch, int count) throws IOException, InterruptedException {
        String seconds = quick ? "0.1" : "1.5";
        return launch.java(
                Peer.LAMINA.classPath(root),
                "dev.lamina.benchmarks.lamina.Scaling",
                Peer.LAMINA.settings(count).getFirst().option("-Dlamina.warmUp=false"),
                List.of(seconds, seconds));
    }

    private static List<Point> points(Outcome.Measured measured, int threads) {
        Map<String, Double> micros = new LinkedHashMap<>();
        measured.result()
                .properties()
                .forEach(each -> micros.put(each.getKey(), each.getValue().asDouble()));
        return micros.entrySet().stream()
                .map(each -> {
                    String[] name = each.getKey().split(" ", -1);
                    return new Point(name[0], Integer.parseInt(name[1]), threads, each.getValue());
                })
                .toList();
    }

    private static String csv(List<Point> points) {
        StringJoiner lines =
                new StringJoiner("\n", "axis,size,threads,microseconds a step,microseconds an example\n", "\n");
        points.forEach(each -> lines.add(each.axis() + "," + each.size() + "," + each.threads() + "," + each.micros()
                + "," + each.perExample()));
        return lines.toString();
    }

    private static String describe(String axis) {
        return switch (axis) {
            case "batch" -> "784-256-10, by the examples a step";
            case "width" -> "784-width-10 with 128 examples a step, by the width";
            case "depth" -> "784, so many layers of 256, 10, with 128 examples a step, by the number of layers";
            default -> throw new IllegalArgumentException(axis);
        };
    }

    private static String body() {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(
                "Medians of a step of gradient descent through the public API, on a double logarithmic scale; the numbers "
                        + "are in [scaling.csv](performance/scaling.csv).");
        AXES.forEach(axis -> text.add(
                describe(axis) + ":\n\n![Step time against " + axis + "](performance/scaling-" + axis + ".png)"));
        text.add(
                "Time an example, by the examples a step:\n\n![Time an example](performance/scaling-batch-example.png)");
        return text.toString();
    }
}
