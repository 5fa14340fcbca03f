package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.SaverDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations by which a graph that was read restores its variables: those that its file names.
 *
 * @param filename the tensor that is told the prefix of the checkpoint
 * @param restore the node that restores
 */
public record GraphSaver(String filename, String restore) {
    /** The graph's collection of them. No file holds it: a MetaGraphDef has a place of its own for one. */
    private static final String COLLECTION = "savers_of_files";

    /** Notes what a file says; nothing if it names none. */
    public static void read(SaverDef def, Graph graph, String prefix) {
        of(def, prefix).ifPresent(saver -> graph.addToCollection(COLLECTION, saver));
    }

    public static Optional<GraphSaver> of(SaverDef def, String prefix) {
        if (def.getRestoreOpName().isEmpty() || def.getFilenameTensorName().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GraphSaver(
                prefix + def.getFilenameTensorName(),
                prefix + NodeInput.parse(def.getRestoreOpName()).node()));
    }

    /** That of the file that was read last. */
    public static Optional<GraphSaver> of(Graph graph) {
        List<Object> all = graph.collection(COLLECTION);
        return all.isEmpty() ? Optional.empty() : Optional.of((GraphSaver) all.getLast());
    }

    /**
     * Gives the variables the values of a checkpoint: all that the operation restores, or none.
     *
     * @param more what else to feed
     * @return why that is not every variable it could be; empty if it is
     */
    public List<String> restore(Session session, String prefix, Feed... more) {
        Graph graph = session.graph();
        RunnablePart part = RunnablePart.of(graph, restore);
        Output name = graph.output(filename);
        if (name.dtype() != DType.STRING) {
            throw new InvalidArgumentException("'" + filename
                    + "', by which the graph's saver is told its checkpoint, is " + name.dtype() + " and no text");
        }
        List<Feed> feeds = new ArrayList<>(List.of(more));
        // Some old files have it as a vector of one.
        feeds.add(Feed.of(
                name,
                name.shape().hasRank() && name.shape().rank() == 1
                        ? Tensor.of(new String[] {prefix})
                        : Tensor.of(prefix)));
        if (!part.nodes().isEmpty()) {
            session.run(part.nodes(), feeds.toArray(Feed[]::new));
        }
        return part.problem() == null ? List.of() : List.of("variables are restored only in part: " + part.problem());
    }
}
