package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelDescription.Kind;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A graph from a file in a session of its own, and the names by which its tensors are known. */
final class LoadedGraph implements AutoCloseable {
    private final Path path;
    private final Session session;
    private final @Nullable SavedModel model;
    private final @Nullable ModelSignature signature;

    private LoadedGraph(Path path, Session session, @Nullable SavedModel model, @Nullable ModelSignature signature) {
        this.path = path;
        this.session = session;
        this.model = model;
        this.signature = signature;
    }

    /**
     * Loads a graph and the values of its variables.
     *
     * @param notices told which version of a model is taken, where there are several, and what could not be restored or
     *     initialised for want of operations
     * @throws dev.lamina.error.LaminaException if the files do not hold that
     */
    static LoadedGraph open(GraphSource source, Consumer<String> notices) {
        Path path = source.path();
        Kind kind = Kind.of(path);
        if (kind == Kind.SAVED_MODEL) {
            SavedModel model = SavedModel.load(ModelVersion.latest(path, notices), Set.copyOf(source.tags()));
            model.warnings().forEach(notices);
            return open(source, model.session(), model, notices);
        }
        if (source.signature() != null) {
            throw new NotFoundException("a signature is part of a SavedModel, and " + path + " is a " + kind);
        }
        Graph graph = switch (kind) {
            case META_GRAPH -> MetaGraphFile.read(path);
            case GRAPH -> GraphFile.read(path);
            default ->
                throw new InvalidArgumentException(
                        path + " has values without a graph (" + kind + ")",
                        "the graph of a checkpoint PREFIX is in PREFIX.meta; give the prefix by --checkpoint");
        };
        return open(source, new Session(graph), null, notices);
    }

    private static LoadedGraph open(
            GraphSource source, Session session, @Nullable SavedModel model, Consumer<String> notices) {
        boolean done = false;
        try {
            if (source.checkpoint() != null) {
                restore(session, source.checkpoint(), notices);
            }
            LoadedGraph loaded = new LoadedGraph(
                    source.path(), session, model, named(source.path(), () -> signature(model, source.signature())));
            done = true;
            return loaded;
        } finally {
            if (!done) {
                session.close();
            }
        }
    }

    /** A graph that brings its restore operation is restored by it, another by the names of its variables. */
    private static void restore(Session session, String checkpoint, Consumer<String> notices) {
        if (MetaGraphFile.canRestore(session.graph())) {
            MetaGraphFile.restore(session, checkpoint).forEach(notices);
        } else {
            Checkpoint.open(checkpoint).restore(session);
        }
    }

    private static @Nullable ModelSignature signature(@Nullable SavedModel model, @Nullable String name) {
        return model == null || name == null ? null : model.signature(name);
    }

    Session session() {
        return session;
    }

    /** What to feed: an input of the signature by its key, or a tensor by its name. */
    Output input(String name) {
        return find(name, signature == null ? Map.of() : signature.inputs());
    }

    /** What to fetch: an output of the signature by its key, or a tensor by its name. */
    Output output(String name) {
        return find(name, outputs());
    }

    /** The outputs of the signature; none where none was chosen. */
    Map<String, Output> outputs() {
        return signature == null ? Map.of() : signature.outputs();
    }

    private Output find(String name, Map<String, Output> keys) {
        Output ofSignature = keys.get(name);
        if (ofSignature != null) {
            return ofSignature;
        }
        return named(path, () -> model == null ? session.graph().output(name) : model.output(name));
    }

    /** The operation of that name. */
    Node node(String name) {
        return named(path, () -> session.graph().node(name));
    }

    /** Asks a graph for something, which does not know its file. */
    private static <T> T named(Path file, Supplier<T> asking) {
        try {
            return asking.get();
        } catch (LaminaException e) {
            throw e.at(file.toString());
        }
    }

    /** A fetch as its file is named: a tensor with its number, {@code Add_1:0} for {@code Add_1}; or an output's key. */
    String fullName(String fetch) {
        return fetch.contains(":") || outputs().containsKey(fetch) ? fetch : fetch + ":0";
    }

    @Override
    public void close() {
        session.close();
    }
}
