package dev.lamina.tensorflow;

import dev.lamina.graph.Graph;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.proto.GraphDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an {@link Event} tells. */
public sealed interface EventContent {
    /**
     * The first record of a file.
     *
     * @param version of the format, such as {@code brain.Event:2}
     */
    record FileVersion(String version) implements EventContent {}

    /**
     * Values of one step.
     *
     * @param values in the file's order
     */
    record Summaries(List<SummaryValue> values) implements EventContent {
        /** With a copy of the list. */
        public Summaries {
            values = List.copyOf(values);
        }
    }

    /**
     * What Lamina has no form for.
     *
     * @param kind the name of its field in TensorFlow's {@code Event}, such as {@code session_log}
     */
    record Other(String kind) implements EventContent {}

    /** A graph. */
    final class GraphDefinition implements EventContent {
        private final GraphDef graph;
        private final Path path;
        private final String file;

        GraphDefinition(GraphDef graph, Path path, String file) {
            this.path = path;
            this.graph = graph;
            this.file = file;
        }

        /** The graph, built anew at every call; errors are those of {@link GraphFile#read}. */
        public Graph graph() {
            Graph built = new Graph();
            Reading.of(path, () -> GraphFile.add(built, graph, "", Map.of(), file));
            return built;
        }
    }
}
