package dev.lamina.op.rnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search for the likeliest sequences of labels, of which it keeps so many from step to step. A sequence is an entry in a tree of
 * labels; its probability is that of all ways to say it, apart by whether they end with a blank.
 */
final class BeamSearch {
    /** The logarithms of probabilities at a step. */
    private static final class Probability {
        private double total = LogSums.NOTHING;
        private double blank = LogSums.NOTHING;
        private double label = LogSums.NOTHING;

        private void reset() {
            total = LogSums.NOTHING;
            blank = LogSums.NOTHING;
            label = LogSums.NOTHING;
        }

        private void set(Probability other) {
            total = other.total;
            blank = other.blank;
            label = other.label;
        }
    }

    /** A sequence: that of its parent, and a label. */
    static final class Entry {
        private final @Nullable Entry parent;
        private final int last;
        private final Map<Integer, Entry> children = new TreeMap<>();
        private final Probability before = new Probability();
        private final Probability now = new Probability();

        private Entry(@Nullable Entry parent, int last) {
            this.parent = parent;
            this.last = last;
        }

        private boolean isActive() {
            return now.total != LogSums.NOTHING;
        }

        /** The logarithm of its probability. */
        double probability() {
            return now.total;
        }

        /** Its labels; of equal ones that follow each other one, if they are to be merged. */
        List<Integer> labels(boolean merges) {
            List<Integer> labels = new ArrayList<>();
            int previous = -1;
            for (Entry entry = this; entry.parent != null; entry = entry.parent) {
                if (!merges || entry.last != previous) {
                    labels.addFirst(entry.last);
                }
                previous = entry.last;
            }
            return labels;
        }
    }

    private static final Comparator<Entry> LIKELIEST_FIRST =
            Comparator.comparingDouble((Entry entry) -> entry.now.total).reversed();

    private final int width;
    private List<Entry> leaves = new ArrayList<>();

    /** Begins with the empty sequence. */
    BeamSearch(int width) {
        this.width = width;
        Entry root = new Entry(null, -1);
        root.now.total = 0;
        root.now.blank = 0;
        leaves.add(root);
    }

    /** Goes on by a step: the logarithms of the classes' probabilities, of which the last is the blank. */
    void step(double[] y) {
        List<Entry> branches = best();
        for (Entry entry : branches) {
            entry.before.set(entry.now);
        }
        for (Entry entry : branches) {
            stay(entry, y);
        }
        leaves = new ArrayList<>(branches);
        for (Entry entry : branches) {
            if (isCandidate(entry.before.total)) {
                grow(entry, y);
            }
        }
    }

    /** The entries that are kept, the likeliest first. */
    List<Entry> best() {
        List<Entry> sorted = new ArrayList<>(leaves);
        sorted.sort(LIKELIEST_FIRST);
        return sorted;
    }

    private static void stay(Entry entry, double[] y) {
        Entry parent = entry.parent;
        if (parent != null) {
            if (parent.isActive()) {
                double previous = entry.last == parent.last ? parent.before.blank : parent.before.total;
                entry.now.label = LogSums.add(entry.now.label, previous);
            }
            entry.now.label += y[entry.last];
        }
        entry.now.blank = entry.before.total + y[y.length - 1];
        entry.now.total = LogSums.add(entry.now.blank, entry.now.label);
    }

    private boolean isCandidate(double total) {
        return total > LogSums.NOTHING && (leaves.size() < width || total > bottom().now.total);
    }

    private Entry bottom() {
        Entry least = leaves.getFirst();
        for (Entry entry : leaves) {
            if (entry.now.total <= least.now.total) {
                least = entry;
            }
        }
        return least;
    }

    private void grow(Entry entry, double[] y) {
        for (int label = 0; label < y.length - 1; label++) {
            Entry child = entry.children.computeIfAbsent(label, key -> new Entry(entry, key));
            if (child.isActive()) {
                continue;
            }
            double previous = label == entry.last ? entry.before.blank : entry.before.total;
            child.now.blank = LogSums.NOTHING;
            child.now.label = y[label] + previous;
            child.now.total = child.now.label;
            if (isCandidate(child.now.total)) {
                if (leaves.size() == width) {
                    Entry least = bottom();
                    leaves.remove(least);
                    least.now.reset();
                }
                leaves.add(child);
            } else {
                child.before.reset();
                child.now.reset();
            }
        }
    }
}
