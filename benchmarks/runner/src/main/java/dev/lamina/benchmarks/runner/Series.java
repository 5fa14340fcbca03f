package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The repeated measurements of one peer in one row, in the setting that was best for it. */
final class Series {
    private static final double TOLERANCE = 1e-3;

    private final Row row;
    private final Setting setting;
    private final List<Outcome.Measured> measured = new ArrayList<>();
    private @Nullable String failure;

    Series(Row row, Setting setting) {
        this.row = row;
        this.setting = setting;
    }

    void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Measured each -> measured.add(each);
            case Outcome.Failed failed -> failure = failed.reason();
        }
    }

    Setting setting() {
        return setting;
    }

    /** Why there is no figure, if there is none: one failed run is enough. */
    @Nullable
    String failure() {
        return failure;
    }

    double median() {
        return median(row::value);
    }

    double median(ToDoubleFunction<Outcome.Measured> value) {
        double[] values = sorted(value);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    double least() {
        return sorted(row::value)[0];
    }

    double most() {
        double[] values = sorted(row::value);
        return values[values.length - 1];
    }

    private double[] sorted(ToDoubleFunction<Outcome.Measured> value) {
        return measured.stream().mapToDouble(value).sorted().toArray();
    }

    String version() {
        return measured.getFirst().result().path("version").asString();
    }

    double endLoss() {
        return measured.getLast().result().path("endLoss").asDouble(Double.NaN);
    }

    /** What it computes otherwise than Lamina does, or null if it computes the same. */
    @Nullable
    String difference(Series lamina) {
        double loss = Math.abs(endLoss() - lamina.endLoss());
        if (!(loss <= TOLERANCE)) {
            return "another loss: " + Text.loss(endLoss()) + " against " + Text.loss(lamina.endLoss());
        }
        if (row.workload().trains()) {
            return null;
        }
        JsonNode own = measured.getLast().result().path("logits");
        JsonNode others = lamina.measured.getLast().result().path("logits");
        for (int i = 0; i < others.size(); i++) {
            if (!(Math.abs(own.path(i).asDouble(Double.NaN) - others.path(i).asDouble()) <= TOLERANCE)) {
                return "another output: " + own + " against " + others;
            }
        }
        return null;
    }

    /** Whether it is a whole process that was timed. */
    boolean cold() {
        return row.workload() == Workload.COLD;
    }
}
