package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.Nearest;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.SavedModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model in TensorFlow's form for models that are ready to use, SavedModel: a folder with a graph, its variables'
 * values, and signatures that say what to feed and to fetch. Those of TensorFlow 1 and 2 are read; what is written is
 * read by both.
 */
public final class SavedModel implements AutoCloseable {
    /** The tag of graphs that are made to be used, not trained. */
    public static final String SERVE = "serve";

    private static final System.Logger LOG = System.getLogger("dev.lamina.tensorflow");

    private final Session session;
    private final Map<String, ModelSignature> signatures;
    private final Map<String, String> unusable;
    private final List<String> warnings;

    SavedModel(
            Session session,
            Map<String, ModelSignature> signatures,
            Map<String, String> unusable,
            List<String> warnings) {
        this.session = session;
        this.signatures = Collections.unmodifiableMap(signatures);
        this.unusable = unusable;
        this.warnings = List.copyOf(warnings);
    }

    /** Loads the graph with the tag {@link #SERVE}; see {@link #load(Path, Set)}. */
    public static SavedModel load(Path path) {
        return load(path, Set.of(SERVE));
    }

    /**
     * Loads the graph with just these tags, with its variables' values. Nodes that Lamina lacks an operation or type for are
     * left out, with those that depend on them: each signature that needs none of these runs.
     *
     * @param path the model's folder; or its file, {@code saved_model.pb} or {@code saved_model.pbtxt}; or a folder of
     *     versions, of which the highest is taken, and logged
     * @throws NotFoundException if there is no such model
     * @throws dev.lamina.error.DataLossException if a file is damaged
     * @throws InvalidArgumentException if its nodes are not a graph
     */
    public static SavedModel load(Path path, Set<String> tags) {
        Path file = file(path);
        Path folder = SavedModelFiles.folder(file);
        if (Files.isDirectory(path) && !folder.equals(path)) {
            LOG.log(System.Logger.Level.INFO, "{0} has versions of a model: the highest is taken, {1}", path, folder);
        }
        return SavedModelReader.load(file, tags);
    }

    /**
     * The folder of the model that a path leads to: the folder itself, or the one that a {@code saved_model.pb} lies in; of a
     * folder of versions, as servers keep them, the one that has the highest number for its name.
     *
     * @throws NotFoundException if there is no model
     */
    public static Path folder(Path path) {
        return SavedModelFiles.folder(file(path));
    }

    private static Path file(Path path) {
        if (!Files.isDirectory(path)) {
            return path;
        }
        return SavedModelFiles.find(path)
                .orElseThrow(() -> new NotFoundException(
                        "there is no SavedModel in " + path + ": no saved_model.pb or saved_model.pbtxt, there or in a"
                                + " folder of it whose name is a version's number"));
    }

    /** Saves a session's graph and variables with the tag {@link #SERVE}; see {@link #save(Path, Session, Map, Set)}. */
    public static void save(Path folder, Session session, Map<String, ModelSignature> signatures) {
        save(folder, session, signatures, Set.of(SERVE));
    }

    /**
     * Saves a session's graph and the values of its variables.
     *
     * @param folder is made; it may not have a model in it
     * @param signatures by key; {@link ModelSignature#DEFAULT} is the one that TensorFlow runs where none is named
     * @throws InvalidArgumentException if there is a model in the folder
     * @throws dev.lamina.error.FailedPreconditionException if a variable has no value
     */
    public static void save(Path folder, Session session, Map<String, ModelSignature> signatures, Set<String> tags) {
        SavedModelWriter.save(folder, session, signatures, tags);
    }

    /** The session with the graph and the variables. */
    public Session session() {
        return session;
    }

    /** The graph, without the nodes that had to be left out and those that save and restore. */
    public Graph graph() {
        return session.graph();
    }

    /**
     * A tensor of the graph by its name, {@code x:0}, or {@code x} for a node's first output.
     *
     * @throws NotFoundException if there is none; if it was left out, the operations that are missing for it are all named,
     *     with how many nodes use each
     */
    public Output output(String name) {
        return graph().output(name);
    }

    /** The signatures that can be run, by key. */
    public Map<String, ModelSignature> signatures() {
        return signatures;
    }

    /**
     * The signature with that key.
     *
     * @throws NotFoundException if there is none: those that there are are named; or if it cannot be run: what is missing is
     */
    public ModelSignature signature(String key) {
        ModelSignature signature = signatures.get(key);
        if (signature != null) {
            return signature;
        }
        String there = signatures.isEmpty() ? "none can be run" : "those that can be run are " + signatures.keySet();
        if (unusable.containsKey(key)) {
            throw new NotFoundException("signature '" + key + "' cannot be run: " + unusable.get(key), there);
        }
        Set<String> all = new TreeSet<>(signatures.keySet());
        all.addAll(unusable.keySet());
        throw new NotFoundException(
                "the model has no signature '" + key + "'; it has " + all,
                unusable.isEmpty() ? Nearest.hint(key, all) : there);
    }

    /** What was not done on loading for want of an operation, such as a part of the initialisation; empty if all was. */
    public List<String> warnings() {
        return warnings;
    }

    /** The signatures that cannot be run, and the operations that are missing for them. */
    public Map<String, String> unusableSignatures() {
        return unusable;
    }

    /**
     * Runs a signature.
     *
     * @param signature its key, such as {@link ModelSignature#DEFAULT}
     * @param inputs a value for each of its inputs, by key
     * @return the values of its outputs, by key
     * @throws NotFoundException if there is no such signature, or it cannot be run
     * @throws InvalidArgumentException if an input is missing, is none of the signature's, or does not fit
     */
    public Map<String, Tensor> run(String signature, Map<String, Tensor> inputs) {
        ModelSignature chosen = signature(signature);
        if (!inputs.keySet().equals(chosen.inputs().keySet())) {
            throw new InvalidArgumentException("signature '" + signature + "' takes the inputs "
                    + chosen.inputs().keySet() + ", but is given " + inputs.keySet());
        }
        List<Feed> feeds = new ArrayList<>();
        chosen.inputs().forEach((key, tensor) -> feeds.add(Feed.of(tensor, Objects.requireNonNull(inputs.get(key)))));
        List<Output> outputs = List.copyOf(chosen.outputs().values());
        Results results = session.run(outputs, feeds.toArray(Feed[]::new));
        Map<String, Tensor> values = new LinkedHashMap<>();
        chosen.outputs().forEach((key, tensor) -> values.put(key, results.get(tensor)));
        return values;
    }

    /** Closes the session. */
    @Override
    public void close() {
        session.close();
    }
}
