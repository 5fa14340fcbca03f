package dev.lamina.session;

import dev.lamina.compiler.region.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The regions that programs are compiled from: one for what is fetched and fed, whatever the shapes, as long as a program
 * of it is there.
 */
final class Regions {
    private static final class Entry {
        final Region region;
        int programs;

        Entry(Region region) {
            this.region = region;
        }
    }

    private final Map<Request.Subject, Entry> entries = new HashMap<>();

    /** The region for a program that is going to be compiled. */
    Region acquire(Request.Subject subject, Supplier<Region> lowering) {
        synchronized (this) {
            Entry known = entries.get(subject);
            if (known != null) {
                known.programs++;
                return known.region;
            }
        }
        Region made = lowering.get();
        synchronized (this) {
            Entry entry = entries.computeIfAbsent(subject, _ -> new Entry(made));
            entry.programs++;
            return entry.region;
        }
    }

    /** Says that one of its programs has gone. */
    synchronized void release(Request.Subject subject) {
        entries.computeIfPresent(subject, (_, entry) -> --entry.programs == 0 ? null : entry);
    }

    /** How many there are. */
    synchronized int count() {
        return entries.size();
    }
}
