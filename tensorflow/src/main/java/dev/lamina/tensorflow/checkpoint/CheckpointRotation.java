package dev.lamina.tensorflow.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which checkpoints of a saver stay: the latest few, and of the others one every so often. */
public final class CheckpointRotation {
    private final List<Kept> kept = new ArrayList<>();
    private Instant nextToKeep;

    private record Kept(String prefix, Instant time) {}

    public CheckpointRotation(Instant start, Duration keepEvery) {
        nextToKeep = start.plus(keepEvery);
    }

    /** Notes a new checkpoint and gives those that are no longer wanted. */
    public List<String> add(String prefix, Instant time, int maxToKeep, Duration keepEvery) {
        kept.removeIf(old -> old.prefix.equals(prefix));
        kept.add(new Kept(prefix, time));
        List<String> unwanted = new ArrayList<>();
        while (maxToKeep > 0 && kept.size() > maxToKeep) {
            Kept oldest = kept.removeFirst();
            if (oldest.time.isAfter(nextToKeep)) {
                nextToKeep = nextToKeep.plus(keepEvery);
            } else {
                unwanted.add(oldest.prefix);
            }
        }
        return unwanted;
    }

    /** Gives the oldest of them up, and says which. */
    public String removeOldest() {
        return kept.removeFirst().prefix;
    }

    /** The latest checkpoints, the oldest of them first. */
    public List<String> prefixes() {
        return kept.stream().map(Kept::prefix).toList();
    }
}
