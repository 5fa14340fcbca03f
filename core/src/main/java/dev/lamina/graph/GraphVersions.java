package dev.lamina.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which versions of TensorFlow's form of graphs a graph is written for, as {@code GraphDef.versions} says.
 *
 * @param producer the version of what made the graph
 * @param minConsumer the oldest version that may read it
 * @param badConsumers versions that may not
 */
public record GraphVersions(int producer, int minConsumer, List<Integer> badConsumers) {
    /** Of graphs that are built here: what TensorFlow from 1.13 on reads. */
    public static final GraphVersions OWN = new GraphVersions(27, 12, List.of());

    /** Copies the list. */
    public GraphVersions {
        badConsumers = List.copyOf(badConsumers);
    }

    /** The versions of a graph of which a part is of the other's, as TensorFlow's import has it. */
    GraphVersions with(GraphVersions other) {
        return new GraphVersions(
                Math.min(producer, other.producer),
                Math.max(minConsumer, other.minConsumer),
                Stream.concat(badConsumers.stream(), other.badConsumers.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
