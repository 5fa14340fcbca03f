package dev.lamina.model;

import java.util.Locale;
import java.util.function.Consumer;

/** A line for each epoch: {@code epoch 3/10: loss 0.1234, val_accuracy 0.9812 (1.2 s)}. */
public final class Progress implements Callback {
    private final Consumer<String> lines;

    /** Lines for a consumer: {@code new Progress(System.out::println)}. */
    public Progress(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        StringBuilder line = new StringBuilder("epoch " + epoch.epoch() + "/" + run.epochs());
        String before = ": ";
        for (var value : epoch.values().entrySet()) {
            line.append(before).append(String.format(Locale.ROOT, "%s %.4f", value.getKey(), value.getValue()));
            before = ", ";
        }
        lines.accept(line.append(String.format(Locale.ROOT, " (%.1f s)", epoch.seconds()))
                .toString());
    }

    @Override
    public void ended(TrainingRun run, Ending ending) {
        String reason = run.stopReason();
        if (ending == Ending.STOPPED && reason != null) {
            lines.accept("stopped: " + reason);
        }
    }
}
