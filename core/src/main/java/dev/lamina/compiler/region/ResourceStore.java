package dev.lamina.compiler.region;

import dev.lamina.graph.SessionResource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a session keeps that is no variable, by kind and name: tables, queues. It goes with the session. */
public final class ResourceStore {
    private record Key(Class<?> type, String name) {}

    private final Map<Key, Object> resources = new HashMap<>();
    private final Consumer<Runnable> waiting;

    /**
     * An empty one.
     *
     * @param waiting does what may have to wait for other runs, and gives up the run's turn meanwhile
     */
    public ResourceStore(Consumer<Runnable> waiting) {
        this.waiting = waiting;
    }

    /** The one of that kind and name, made if there is none yet. */
    public synchronized <R> R get(String name, Class<R> type, Supplier<R> initial) {
        return type.cast(resources.computeIfAbsent(new Key(type, name), _ -> initial.get()));
    }

    public void whileWaiting(Runnable wait) {
        waiting.accept(wait);
    }

    /** Forgets all of them; whoever waits for one gives up. */
    public synchronized void close() {
        for (Object resource : resources.values()) {
            if (resource instanceof SessionResource open) {
                open.close();
            }
        }
        resources.clear();
    }
}
