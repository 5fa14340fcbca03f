package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables, in Markdown. */
final class Report {
    private final Machine machine;
    private final Comparison.Plan plan;
    private final Map<Row, Map<Peer, Series>> table;

    Report(Machine machine, Comparison.Plan plan, Map<Row, Map<Peer, Series>> table) {
        this.machine = machine;
        this.plan = plan;
        this.table = table;
    }

    /** What a page about the figures shows: where and when they were measured, and the times. */
    String summary() {
        return where() + "\n\n" + times();
    }

    private String where() {
        StringJoiner text = new StringJoiner("\n");
        text.add(
                machine.processor() + "; vectors of " + machine.vectorBits() + " bits; " + System.getProperty("os.name")
                        + ", Java " + Runtime.version() + "; " + LocalDate.now(ZoneOffset.UTC) + ".");
        for (int threads : plan.threads()) {
            text.add(String.format(
                    Locale.ROOT,
                    "FMA peak and bandwidth (STREAM's triad) on %d thread%s, measured in this run: %.0f GFLOP/s, %.1f GB/s.",
                    threads,
                    threads == 1 ? "" : "s",
                    machine.fma(threads),
                    machine.triad(threads)));
        }
        return text.toString();
    }

    /** All of it. */
    String text(Path root) throws IOException {
        StringJoiner text = new StringJoiner("\n");
        text.add(where());
        text.add("")
                .add("Medians of " + plan.repeats() + " processes each, taken in turn, of "
                        + (plan.minutes() < Double.POSITIVE_INFINITY ? "at most " : "") + plan.seconds()
                        + " s of steps after " + plan.warmUp()
                        + " s of warm-up; microseconds a step (of the whole process in Cold), least and most in brackets. "
                        + "\"Ahead\" is the best peer's time by Lamina's; \"of peak\" the useful arithmetic of Lamina's matrix "
                        + "products, multiplications by zero among it that Lamina leaves out, by the FMA peak.");
        text.add("").add(times());
        text.add("### The slowest step in a hundred, by the median")
                .add("")
                .add(each("", series -> series.cold() ? "–" : Text.ratio(series.median(Outcome.Measured::slowest))));
        text.add("### Settings")
                .add("")
                .add(each(
                        "chosen as the fastest of those tried",
                        series -> series.setting().title()));
        text.add("### Losses after the checked steps")
                .add("")
                .add(each("the same within 0.001 or not compared", series -> Text.loss(series.endLoss())));
        text.add("### Peak memory, MiB resident")
                .add("")
                .add(each(
                        "of the process, with its data and the network that is checked",
                        series -> Text.whole(series.median(Outcome.Measured::peakMebibytes))));
        text.add("### Libraries").add("").add(libraries(root));
        return text.toString();
    }

    private String header(String first, String... more) {
        StringJoiner names = new StringJoiner(" | ", "| " + first + " | ", " |");
        StringJoiner rule = new StringJoiner("|", "|---|", "|");
        plan.peers().forEach(peer -> {
            names.add(peer.title());
            rule.add("---");
        });
        for (String each : more) {
            names.add(each);
            rule.add("---");
        }
        return names + "\n" + rule;
    }

    private String times() {
        StringBuilder text = new StringBuilder(header("", "ahead", "of peak")).append('\n');
        table.forEach((row, peers) -> {
            StringJoiner line = new StringJoiner(" | ", "| " + row.title() + " | ", " |");
            Series lamina = peers.get(Peer.LAMINA);
            double best = Double.POSITIVE_INFINITY;
            for (Peer peer : plan.peers()) {
                Series series = peers.get(peer);
                String excuse = series == null ? "–" : excuse(series, lamina);
                line.add(series != null && excuse == null ? time(series) : Text.cell(excuse == null ? "" : excuse));
                if (series != null && excuse == null && peer != Peer.LAMINA) {
                    best = Math.min(best, series.median());
                }
            }
            if (lamina == null || lamina.failure() != null) {
                line.add("–").add("–");
            } else {
                line.add(best < Double.POSITIVE_INFINITY ? Text.ratio(best / lamina.median()) : "–");
                line.add(row.workload() != Workload.COLD ? percent(row, lamina) : "–");
            }
            text.append(line).append('\n');
        });
        return text.toString();
    }

    private String percent(Row row, Series lamina) {
        double gigaflops = row.workload().flops() / (lamina.median() * 1000);
        return Text.whole(100 * gigaflops / machine.fma(row.threads())) + " %";
    }

    /** Why a series has no place in the comparison, if so. */
    private static @Nullable String excuse(Series series, @Nullable Series lamina) {
        String failure = series.failure();
        if (failure != null) {
            return "does not run: " + failure;
        }
        return lamina == null || lamina.failure() != null ? null : series.difference(lamina);
    }

    private static String time(Series series) {
        Function<Double, String> form = series.cold() ? Text::seconds : Text::micros;
        return form.apply(series.median()) + " (" + form.apply(series.least()) + "–" + form.apply(series.most()) + ")";
    }

    private String each(String first, Function<Series, String> cell) {
        StringBuilder text = new StringBuilder(header(first)).append('\n');
        table.forEach((row, peers) -> {
            StringJoiner line = new StringJoiner(" | ", "| " + row.title() + " | ", " |");
            plan.peers().stream()
                    .map(peers::get)
                    .forEach(series -> line.add(series != null && series.failure() == null ? cell.apply(series) : "–"));
            text.append(line).append('\n');
        });
        return text.toString();
    }

    private String libraries(Path root) throws IOException {
        StringBuilder text = new StringBuilder("| | version | jars for linux-x86_64 |\n|---|---|---|\n");
        for (Peer peer : plan.peers()) {
            String version = table.values().stream()
                    .map(peers -> peers.get(peer))
                    .filter(series -> series != null && series.failure() == null)
                    .map(Series::version)
                    .findFirst()
                    .orElse("–");
            text.append("| ")
                    .append(peer.title())
                    .append(" | ")
                    .append(Text.cell(version))
                    .append(" | ");
            text.append(String.format(Locale.ROOT, "%.1f MB |%n", peer.jarBytes(root) / 1e6));
        }
        return text.toString();
    }

    /** What fell out, for the exit status. */
    List<String> failures() {
        return table.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .filter(each -> each.getValue().failure() != null)
                        .map(each -> row.getKey().title() + ": " + each.getKey().title() + ": "
                                + each.getValue().failure()))
                .toList();
    }
}
