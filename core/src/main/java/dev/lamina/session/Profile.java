package dev.lamina.session;

import dev.lamina.compiler.run.StepInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps of a session's runs have taken: given to {@link Session#setProfile}, it is told of each step that runs. Any
 * number of threads may use it.
 */
public final class Profile {
    /** More steps are counted in {@link #costliest} alone. */
    private static final int MOST_EVENTS = 1_000_000;

    /**
     * A step that has run.
     *
     * @param name the names of its nodes, several where they ran as one
     * @param operations their operations
     * @param thread the number of the thread that ran it
     * @param start when it began, in nanoseconds of {@link System#nanoTime}
     * @param nanos how long it took
     * @param holdsOthers whether it is a branch or a loop, whose steps are here as well, within its time
     */
    public record Event(String name, String operations, long thread, long start, long nanos, boolean holdsOthers) {}

    /**
     * All runs of a step.
     *
     * @param name the names of its nodes
     * @param operations their operations
     * @param count how often it ran
     * @param nanos how long that took together
     * @param arithmetic about how many additions and multiplications it made together
     * @param bytes what it read and wrote together
     */
    public record Total(String name, String operations, long count, long nanos, long arithmetic, long bytes) {
        /** Thousand millions of additions and multiplications in a second. */
        public double gigaflops() {
            return (double) arithmetic / nanos;
        }

        /** Thousand millions of bytes read and written in a second. */
        public double gigabytes() {
            return (double) bytes / nanos;
        }

        private Total plus(Total other) {
            return new Total(
                    name,
                    operations,
                    count + other.count,
                    nanos + other.nanos,
                    arithmetic + other.arithmetic,
                    bytes + other.bytes);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Total> totals = new LinkedHashMap<>();
    private long dropped;

    /** One that has been told of nothing yet. */
    public Profile() {}

    synchronized void add(StepInfo step, long from, long to) {
        long nanos = Math.max(1, to - from);
        if (events.size() < MOST_EVENTS) {
            events.add(new Event(
                    step.name(),
                    step.operations(),
                    Thread.currentThread().threadId(),
                    from,
                    nanos,
                    step.holdsOthers()));
        } else {
            dropped++;
        }
        if (!step.holdsOthers()) {
            totals.merge(
                    step.name(),
                    new Total(step.name(), step.operations(), 1, nanos, step.arithmetic(), step.bytes()),
                    Total::plus);
        }
    }

    /** The steps in the order in which they ended, the first million of them. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** How many steps are not among {@link #events}, because they were too many. */
    public synchronized long dropped() {
        return dropped;
    }

    /** The steps that took longest, all their runs together: at most so many, the costliest first. */
    public synchronized List<Total> costliest(int most) {
        return totals.values().stream()
                .sorted(Comparator.comparingLong(Total::nanos).reversed())
                .limit(most)
                .toList();
    }

    /** How long all steps took together, in nanoseconds. */
    public synchronized long nanos() {
        return totals.values().stream().mapToLong(Total::nanos).sum();
    }
}
