package dev.lamina.tensorflow;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.graph.GraphCollections;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.graph.GraphSaver;
import dev.lamina.tensorflow.graph.SaverNodes;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Graphs with their collections in TensorFlow's form, {@code MetaGraphDef}: the {@code .meta} file of a checkpoint, from
 * which training can go on, with the operations by which it is saved and restored.
 */
public final class MetaGraphFile {
    /** The TensorFlow whose files these are like; readers ask for one. */
    private static final String TENSORFLOW_VERSION = "1.15.0";

    private MetaGraphFile() {}

    /**
     * Reads a graph with its collections: {@link Graph#variables()} and {@link Graph#trainableVariables()} are those of the
     * graph that was written. What needs an operation that Lamina lacks is left out, as {@link GraphFile} does.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
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

    /**
     * Gives variables of a graph that was read the values of a checkpoint by the graph's own restore operation, as
     * TensorFlow does: so it knows the checkpoint's names for them, and the parts of partitioned ones. All that the
     * operation restores are changed, or none.
     *
     * @return what could not be restored for want of operations that Lamina lacks; empty if all was
     * @throws dev.lamina.error.FailedPreconditionException if no file of the graph named a restore operation
     * @throws dev.lamina.error.NotFoundException if there is no such checkpoint, or a tensor is not in it
     * @throws dev.lamina.error.InvalidArgumentException if one is of another shape or type than its variable
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public static List<String> restore(Session session, String prefix) {
        GraphSaver saver = GraphSaver.of(session.graph())
                .orElseThrow(() -> new FailedPreconditionException(
                        "the graph was not read with a restore operation",
                        "restore its variables by their names: Checkpoint.open(prefix).restore(session)"));
        return Reading.of(BundlePaths.path(prefix), () -> saver.restore(session, prefix));
    }

    /** Says whether the graph was read with a restore operation, as {@link #restore} runs it. */
    public static boolean canRestore(Graph graph) {
        return GraphSaver.of(graph).isPresent();
    }

    static void add(Graph graph, MetaGraphDef def, String prefix, String file) {
        graph.atomically(() -> {
            List<CollectionDef> variables = GraphCollections.ofVariables(def.getCollectionDefMap());
            GraphFile.add(graph, def.getGraphDef(), prefix, Map.of(), file, variables);
            GraphSaver.read(def.getSaverDef(), graph, prefix.isEmpty() ? "" : prefix + "/");
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
        def.setSaverDef(SaverNodes.add(nodes, saved));
        return def.setGraphDef(nodes)
                .putAllCollectionDef(GraphCollections.write(graph))
                .build();
    }
}
