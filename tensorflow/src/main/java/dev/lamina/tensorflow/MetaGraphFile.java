package dev.lamina.tensorflow;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Graphs with their collections in TensorFlow's form, {@code MetaGraphDef}: the {@code .meta} file of a checkpoint, from
 * which training can go on.
 *
 * <p>The nodes with which TensorFlow itself saves and restores are made when a file is written, and left out when one is
 * read.
 */
public final class MetaGraphFile {
    /** The TensorFlow whose files these are like; readers ask for one. */
    private static final String TENSORFLOW_VERSION = "1.15.0";

    private MetaGraphFile() {}

    /**
     * Reads a graph with its collections: {@link Graph#variables()} and {@link Graph#trainableVariables()} are those of the
     * graph that was written.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file, or operations are missing: all are named
     * @throws dev.lamina.error.DataLossException if the file is not a whole MetaGraphDef
     * @throws dev.lamina.error.InvalidArgumentException if its nodes are not a graph
     */
    public static Graph read(Path file) {
        Graph graph = new Graph();
        importInto(graph, file, "");
        return graph;
    }

    /**
     * Adds a graph and its collections to another, as TensorFlow's {@code import_meta_graph} does. After an error
     * the graph is as it was.
     *
     * @param prefix a name scope for all nodes; none if empty
     */
    public static void importInto(Graph graph, Path file, String prefix) {
        Reading.of(file, () -> {
            MetaGraphDef def = ProtoFile.read(file, MetaGraphDef.getDefaultInstance());
            add(graph, def, prefix, file.toString());
            return graph;
        });
    }

    static void add(Graph graph, MetaGraphDef def, String prefix, String file) {
        graph.atomically(() -> {
            GraphFile.add(graph, def.getGraphDef(), prefix, Map.of(), file);
            GraphCollections.read(def.getCollectionDefMap(), graph, prefix.isEmpty() ? "" : prefix + "/");
        });
    }

    /**
     * Writes a graph with its collections, so that TensorFlow's {@code import_meta_graph} reads it and its saver restores
     * what Lamina saved: as text if the file's name ends in {@code .pbtxt}, else binary.
     */
    public static void write(Graph graph, Path file) {
        ProtoFile.write(file, toProto(graph, SaverNodes.variables(graph), List.of()));
    }

    /** A graph whose saver saves these variables, by the names that checkpoints have for them. */
    static MetaGraphDef toProto(Graph graph, Map<String, Node> saved, List<String> tags) {
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder();
        def.getMetaInfoDefBuilder()
                .setMetaGraphVersion("")
                .setTensorflowVersion(TENSORFLOW_VERSION)
                .addAllTags(tags);
        GraphDef.Builder nodes = GraphDefs.write(graph).toBuilder();
        def.setSaverDef(SaverNodes.add(nodes, graph, saved));
        return def.setGraphDef(nodes)
                .putAllCollectionDef(GraphCollections.write(graph))
                .build();
    }
}
