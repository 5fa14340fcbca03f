package dev.lamina.app.train;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For people: what {@link PlainReport} says, and below it a line that is drawn again and again, with a bar,
 * the curve of the loss, the loss, the speed and the time left.
 */
final class TerminalReport implements Report {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 4;
    private static final int WIDEST_CURVE = 16;

    /** What stays free at the right: a terminal shows Ctrl-C as "^C", and some begin a new line at the last column. */
    private static final int MARGIN = 3;

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Report lines;
    private final PrintWriter out;
    private final int columns;
    private final int widestCurve;
    private final LongSupplier nanoTime;
    private final Sparkline losses = new Sparkline();
    private @Nullable Experiment experiment;
    private long resumedAfter;
    private long began;
    private long epochBegan;
    private long drawn;

    /**
     * A report.
     *
     * @param out the terminal
     * @param columns its width
     * @param showsBlocks whether it shows a {@link Sparkline}
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    TerminalReport(PrintWriter out, int columns, boolean showsBlocks, LongSupplier nanoTime) {
        this.lines = new PlainReport(out);
        this.out = out;
        this.columns = columns;
        widestCurve = showsBlocks ? WIDEST_CURVE : 0;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(Experiment starting) {
        lines.started(starting);
        experiment = starting;
        began = nanoTime.getAsLong();
        epochBegan = began;
        drawn = began - REDRAW_NANOS;
    }

    @Override
    public void resumed(long steps) {
        lines.resumed(steps);
        resumedAfter = steps;
    }

    @Override
    public void stepped(int epoch, int step, double loss) {
        long now = nanoTime.getAsLong();
        if (experiment != null && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            losses.add(loss);
            out.print(CLEAR_LINE + bar(experiment, epoch, step, loss, now));
            out.flush();
        }
    }

    private String bar(Experiment running, int epoch, int step, double loss, long now) {
        long stepsInEpoch = running.stepsInEpoch();
        int epochs = running.settings().epochs();
        long done = (epoch - 1) * stepsInEpoch + step;
        double share = (double) done / (epochs * stepsInEpoch);
        long skipped = Math.clamp(resumedAfter - (epoch - 1) * stepsInEpoch, 0, step - 1L);
        long examples = Math.min(
                        (long) step * running.settings().batch(),
                        running.images().training())
                - skipped * running.settings().batch();
        String before = String.format(Locale.ROOT, "epoch %d/%d ", epoch, epochs);
        String after = String.format(
                Locale.ROOT,
                " %3.0f%%  loss %.4f  %,.0f examples/s  %s left",
                100 * share,
                loss,
                examples / seconds(now - epochBegan),
                clock(Math.round(seconds(now - began) * (epochs * stepsInEpoch - done) / (done - resumedAfter))));
        int room = Math.max(0, columns - MARGIN);
        int free = room - before.length() - after.length() - 2;
        String curve = losses.draw(Math.min(widestCurve, free / 2 - 1));
        int width = Math.min(WIDEST_BAR, curve.isEmpty() ? free : free - curve.length() - 1);
        String line = width < NARROWEST_BAR
                ? before + after.strip()
                : before + '[' + filled(width, share) + ']' + (curve.isEmpty() ? "" : ' ' + curve) + after;
        return line.length() <= room ? line : line.substring(0, room);
    }

    private static String filled(int width, double share) {
        int full = (int) (share * width);
        return "=".repeat(full) + (full < width ? ">" : "") + " ".repeat(Math.max(0, width - full - 1));
    }

    private static double seconds(long nanos) {
        return Math.max(nanos, 1) / 1e9;
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void epochEnded(Epoch epoch) {
        clear();
        lines.epochEnded(epoch);
        epochBegan = nanoTime.getAsLong();
    }

    @Override
    public void ended(Outcome outcome) {
        clear();
        lines.ended(outcome);
    }

    @Override
    public void makeRoom() {
        clear();
        out.flush();
    }

    @Override
    public void failed() {
        makeRoom();
    }

    private void clear() {
        out.print(CLEAR_LINE);
    }
}
