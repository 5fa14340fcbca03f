package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures peers beside each other: first which setting suits each best, then all in turn, again and again. */
final class Comparison {
    /** Peers are fast soon, and Lamina's one setting is not tried. */
    private static final double SEARCH_WARM_UP = 1.5;

    private final Launch launch;
    private final Plan plan;
    private final PrintStream progress;
    private final Budget budget;

    Comparison(Launch launch, Plan plan, PrintStream progress) {
        this.launch = launch;
        this.plan = plan;
        this.progress = progress;
        budget = plan.budget();
    }

    /**
     * What is to be done.
     *
     * @param explore whether settings are tried; otherwise the first is taken
     * @param minutes that all of it may take together
     */
    record Plan(
            List<Peer> peers,
            List<Workload> workloads,
            List<Integer> threads,
            int repeats,
            double warmUp,
            double seconds,
            boolean explore,
            double minutes) {
        /** How many processes run at most, and what seconds they ask for. */
        Budget budget() {
            int processes = 0;
            double asked = 0;
            for (Row row : rows()) {
                for (Peer peer : peers) {
                    if (peer.runs(row.workload())) {
                        int tried = explores(peer)
                                ? peer.settingsUpTo(row.threads()).size()
                                : 0;
                        processes += repeats + tried;
                        asked += repeats * (warmUp + seconds) + tried * (searchWarmUp() + seconds / 2);
                    }
                }
            }
            return new Budget(minutes, asked, processes);
        }

        /** Lamina has no other setting than the number of threads. */
        boolean explores(Peer peer) {
            return explore && peer != Peer.LAMINA;
        }

        double searchWarmUp() {
            return Math.min(warmUp, SEARCH_WARM_UP);
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            for (Workload workload : workloads) {
                threads.forEach(count -> rows.add(new Row(workload, count)));
            }
            return rows;
        }
    }

    Map<Row, Map<Peer, Series>> run() throws IOException, InterruptedException {
        Map<Row, Map<Peer, Series>> table = new LinkedHashMap<>();
        for (Row row : plan.rows()) {
            Map<Peer, Series> series = new EnumMap<>(Peer.class);
            for (Peer peer : plan.peers().stream()
                    .filter(each -> each.runs(row.workload()))
                    .toList()) {
                series.put(peer, new Series(row, best(peer, row)));
            }
            table.put(row, series);
        }
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            for (Map.Entry<Row, Map<Peer, Series>> entry : table.entrySet()) {
                for (Map.Entry<Peer, Series> each : entry.getValue().entrySet()) {
                    Series series = each.getValue();
                    if (series.failure() == null) {
                        series.add(measure(
                                each.getKey(), entry.getKey(), series.setting(), plan.warmUp(), plan.seconds()));
                    }
                }
            }
        }
        return table;
    }

    /** Of all settings with at most so many threads. */
    private Setting best(Peer peer, Row row) throws IOException, InterruptedException {
        Setting best = peer.settings(row.threads()).getFirst();
        if (!plan.explores(peer)) {
            return best;
        }
        double least = Double.POSITIVE_INFINITY;
        for (Setting setting : peer.settingsUpTo(row.threads())) {
            Outcome outcome = measure(peer, row, setting, plan.searchWarmUp(), plan.seconds() / 2);
            if (outcome instanceof Outcome.Measured measured && row.value(measured) < least) {
                least = row.value(measured);
                best = setting;
            }
        }
        return best;
    }

    private Outcome measure(Peer peer, Row row, Setting setting, double warmUp, double seconds)
            throws IOException, InterruptedException {
        double share = budget.share(warmUp + seconds);
        Outcome outcome = launch.peer(
                peer,
                setting,
                List.of(row.workload().name(), Double.toString(share * warmUp), Double.toString(share * seconds)));
        if (outcome instanceof Outcome.Measured measured) {
            budget.took(measured.seconds() - share * (warmUp + seconds));
        }
        progress.println(row.title() + ": " + peer.title() + " (" + setting.title() + ") "
                + switch (outcome) {
                    case Outcome.Measured measured -> Text.micros(row.value(measured)) + " µs";
                    case Outcome.Failed failed -> failed.reason();
                });
        return outcome;
    }
}
