package dev.lamina.op.kernel;

import dev.lamina.graph.Scope;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The two seeds of a random operation, by TensorFlow's rules for the graph's seed and the operation's own.
 *
 * <p>Where TensorFlow numbers an operation without a seed of its own by how many were added before it, here its name
 * tells it from others: what else is in the graph changes nobody's numbers.
 */
public record Seeds(long seed, long seed2) {
    private static final long DEFAULT_GRAPH_SEED = 87654321;
    private static final long LIMIT = Integer.MAX_VALUE;

    /**
     * The seeds for an operation whose name is reserved in the scope.
     *
     * @param own its own seed, or {@code null} for one made of the graph's and its name; if the graph has none either,
     *     its numbers are others in each session
     */
    public static Seeds of(Scope scope, @Nullable Long own) {
        Long graph = scope.graph().seed();
        if (graph == null && own == null) {
            return new Seeds(0, 0);
        }
        long seed = Math.floorMod(graph == null ? DEFAULT_GRAPH_SEED : graph, LIMIT);
        long seed2 = own == null ? hash(scope.reservedName()) : Math.floorMod(own, LIMIT);
        return seed == 0 && seed2 == 0 ? new Seeds(0, LIMIT) : new Seeds(seed, seed2);
    }

    private static long hash(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
