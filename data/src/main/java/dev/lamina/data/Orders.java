package dev.lamina.data;

import dev.lamina.data.random.Shuffle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The shuffled orders of a cursor's epochs, each made once for all threads, and kept while one of them reads by it. */
final class Orders {
    private record Key(long seed, long epoch, int size) {}

    private final Map<Key, WeakReference<int[]>> orders = new HashMap<>();

    /** The order of that many examples that a seed and the number of the epoch fix; not to be written. */
    synchronized int[] of(long seed, long epoch, int size) {
        var key = new Key(seed, epoch, size);
        var known = orders.get(key);
        int[] order = known == null ? null : known.get();
        if (order == null) {
            order = new int[size];
            Arrays.setAll(order, i -> i);
            new Shuffle(seed, epoch).permute(order);
            orders.values().removeIf(each -> each.refersTo(null));
            orders.put(key, new WeakReference<>(order));
        }
        return order;
    }
}
