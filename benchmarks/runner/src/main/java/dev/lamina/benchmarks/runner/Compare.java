package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks/compare}: Lamina as it is beside Lamina as it was, in one process with a class loader for each.
 *
 * <p>Short bursts of steps take turns, so that what else the machine does meets both; of the ratios of bursts the median
 * counts. Processes in turn tell nothing below a tenth on a machine with neighbours.
 */
@Command(
        name = "benchmarks/compare",
        mixinStandardHelpOptions = true,
        description = "Tells how long steps take beside those of another revision.")
final class Compare implements Callable<Integer> {
    private static final String STEPS = "dev.lamina.benchmarks.lamina.Steps";
    private static final double WARM_UP = 5;
    private static final double BURST = 0.2;
    private static final int FEWEST = 3;

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    @Option(names = "--before", hidden = true, required = true, description = "The jar of the other revision.")
    private Path before = Path.of("");

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<Workload> only = List.of(Workload.W1, Workload.W2);

    @Option(names = "--threads", split = ",", description = "Numbers of threads. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--seconds", description = "Seconds of bursts for each. Default: ${DEFAULT-VALUE}.")
    private double seconds = 20;

    private Compare() {}

    /** Runs and ends with 1 if something failed. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws ReflectiveOperationException, IOException {
        System.out.printf(
                "%-14s %7s %12s %12s   %s%n", "", "threads", "before, µs", "now, µs", "now / before (quartiles)");
        for (Workload workload : only) {
            for (int count : threads) {
                try (Side old = side(workload, count, true);
                        Side now = side(workload, count, false)) {
                    System.out.println(row(workload, count, old.step, now.step));
                }
            }
        }
        return 0;
    }

    private String row(Workload workload, int count, Runnable old, Runnable now) {
        time(WARM_UP, old);
        time(WARM_UP, now);
        int bursts = (int) Math.max(FEWEST, seconds / 2 / BURST);
        double[] olds = new double[bursts];
        double[] news = new double[bursts];
        double[] ratios = new double[bursts];
        for (int i = 0; i < bursts; i++) {
            if (i % 2 == 0) {
                olds[i] = burst(old);
                news[i] = burst(now);
            } else {
                news[i] = burst(now);
                olds[i] = burst(old);
            }
            ratios[i] = news[i] / olds[i];
        }
        return String.format(
                Locale.ROOT,
                "%-14s %7d %,12.0f %,12.0f   %.3f (%.3f to %.3f)",
                workload.title(),
                count,
                quantile(olds, 0.5),
                quantile(news, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static double burst(Runnable step) {
        step.run(); // brings its numbers back to the caches
        return time(BURST, step);
    }

    /** The median of steps for some seconds, in microseconds. */
    private static double time(double seconds, Runnable step) {
        List<Double> micros = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (start < end || micros.size() < FEWEST) {
            step.run();
            long now = System.nanoTime();
            micros.add((now - start) / 1e3);
            start = now;
        }
        return quantile(micros.stream().mapToDouble(each -> each).toArray(), 0.5);
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }

    private record Side(Runnable step, Closeable network) implements Closeable {
        @Override
        public void close() throws IOException {
            network.close();
        }
    }

    private Side side(Workload workload, int count, boolean old) throws ReflectiveOperationException, IOException {
        ClassLoader loader = new URLClassLoader(classPath(old), ClassLoader.getPlatformClassLoader());
        Object steps =
                loader.loadClass(STEPS).getConstructor(String.class, int.class).newInstance(workload.name(), count);
        return new Side((Runnable) steps, (Closeable) steps);
    }

    /** The benchmark's own class path, for what was before with the other revision's jar in place of Lamina's. */
    private URL[] classPath(boolean old) throws IOException {
        Path built = root.resolve("benchmarks/peers/lamina/target/launcher");
        List<URL> urls = new ArrayList<>(List.of(url(built.resolve("classes"))));
        int replaced = 0;
        for (String entry : Files.readString(built.resolve("classpath")).strip().split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            boolean isLamina = path.startsWith(root.resolve("core"));
            replaced += isLamina ? 1 : 0;
            urls.add(url(old && isLamina ? before : path));
        }
        if (replaced != 1) {
            throw new IllegalStateException(
                    replaced + " entries of the class path are Lamina, rather than one: " + built);
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
