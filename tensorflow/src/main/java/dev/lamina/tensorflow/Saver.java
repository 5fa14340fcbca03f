package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.BundleWriter;
import dev.lamina.tensorflow.checkpoint.CheckpointRotation;
import dev.lamina.tensorflow.checkpoint.CheckpointStateFile;
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import dev.lamina.tensorflow.checkpoint.SessionNames;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Saves the variables of a session in TensorFlow's checkpoints and restores them, as {@code tf.train.Saver} does.
 *
 * <p>A save that is interrupted, at whatever moment, leaves the checkpoints that were there whole and the file
 * {@code checkpoint} naming a whole one. A restore changes all variables or none, and needs no initializer.
 */
public final class Saver {
    private final SortedMap<String, Variable> variables;
    private final InstantSource clock;
    private int maxToKeep = 5;
    private Duration keepEvery = Duration.ofHours(10_000);
    private boolean writeMetaGraph = true;
    private @Nullable CheckpointRotation rotation;

    /**
     * Saves all variables that a graph has now, each under its name.
     *
     * @throws InvalidArgumentException if it has none
     */
    public Saver(Graph graph) {
        this(graph.variables());
    }

    /**
     * Saves these variables, each under the name of its node: {@code weights} for {@code weights:0}.
     *
     * @throws InvalidArgumentException if there is none, or two have one name
     */
    public Saver(List<Variable> variables) {
        this(byName(variables));
    }

    /**
     * Saves variables under names of choice: so one of a changed model can be restored from what it was called before.
     *
     * @throws InvalidArgumentException if there is none
     */
    public Saver(Map<String, Variable> variables) {
        this(variables, InstantSource.system());
    }

    Saver(Map<String, Variable> variables, InstantSource clock) {
        if (variables.isEmpty()) {
            throw new InvalidArgumentException("No variables to save");
        }
        this.variables = new TreeMap<>(variables);
        this.clock = clock;
    }

    private static Map<String, Variable> byName(List<Variable> variables) {
        return variables.stream()
                .collect(Collectors.toMap(
                        variable -> variable.ref().node().name(), Function.identity(), Saver::twice, TreeMap::new));
    }

    private static Variable twice(Variable one, Variable other) {
        throw new InvalidArgumentException("At least two variables have the same name: " + other.name());
    }

    /** How many checkpoints to keep, the latest; 5 at first. With 0 all are kept. */
    public Saver maxToKeep(int count) {
        maxToKeep = count;
        return this;
    }

    /** Of the checkpoints beyond those, one in so many hours is kept for good; 10,000 at first. */
    public Saver keepCheckpointEveryNHours(double hours) {
        keepEvery = Duration.ofMillis(Math.round(hours * 3_600_000));
        return this;
    }

    /**
     * Whether a {@code .meta} with the graph and its collections is written beside the variables, as {@link MetaGraphFile}
     * reads it; it is unless switched off here.
     */
    public Saver writeMetaGraph(boolean on) {
        writeMetaGraph = on;
        return this;
    }

    /**
     * Saves the variables as they are between two steps, and makes the checkpoint the folder's latest.
     *
     * @param prefix what the files' names begin with, such as {@code my_net/model.ckpt}; folders that do not exist
     *     are made
     * @return the prefix
     * @throws dev.lamina.error.FailedPreconditionException if a variable has no value
     * @throws dev.lamina.error.UnavailableException if the files cannot be written
     */
    public synchronized String save(Session session, String prefix) {
        return save(session, prefix, Map.of());
    }

    /**
     * Saves the variables like {@link #save(Session, String)} with other tensors beside them, which {@link Checkpoint} reads
     * and a restore passes over, here and in TensorFlow: what a training needs to go on, for instance.
     *
     * @param more by name; no variable may have one of these names
     * @throws InvalidArgumentException if one does
     */
    public synchronized String save(Session session, String prefix, Map<String, Tensor> more) {
        Map<String, Tensor> values = values(session);
        more.forEach((name, tensor) -> {
            if (values.put(name, tensor) != null) {
                throw new InvalidArgumentException("'" + name + "' is the name of a variable");
            }
        });
        new BundleWriter(prefix).write(SavedTensor.of(values), writeMetaGraph ? metaGraph(session.graph()) : null);
        if (rotation == null) {
            rotation = new CheckpointRotation(clock.instant(), keepEvery);
        }
        List<String> unwanted = rotation.add(prefix, clock.instant(), maxToKeep, keepEvery);
        CheckpointStateFile.write(folder(prefix), rotation.prefixes());
        unwanted.forEach(CheckpointFiles::delete);
        return prefix;
    }

    /**
     * Saves the variables like {@link #save(Session, String)} with the number of the step in the name:
     * {@code model.ckpt-1000}.
     *
     * @return the prefix with the step
     */
    public String save(Session session, String prefix, long globalStep) {
        return save(session, prefix + "-" + globalStep);
    }

    private byte[] metaGraph(Graph graph) {
        Map<String, Node> nodes = new TreeMap<>();
        variables.forEach((name, variable) -> nodes.put(name, variable.ref().node()));
        MetaGraphDef.Builder def = MetaGraphFile.toProto(graph, nodes, List.of()).toBuilder();
        def.getSaverDefBuilder()
                .setMaxToKeep(maxToKeep)
                .setKeepCheckpointEveryNHours(keepEvery.toMillis() / 3_600_000f);
        return def.build().toByteArray();
    }

    private Map<String, Tensor> values(Session session) {
        requireOwn(session);
        Map<String, Tensor> all = session.variables(
                variables.values().stream().map(SessionNames::of).toList());
        Map<String, Tensor> values = new LinkedHashMap<>();
        variables.forEach(
                (name, variable) -> values.put(name, Objects.requireNonNull(all.get(SessionNames.of(variable)))));
        return values;
    }

    private void requireOwn(Session session) {
        for (Variable variable : variables.values()) {
            if (variable.ref().node().graph() != session.graph()) {
                throw new InvalidArgumentException(
                        variable + " belongs to another graph than the session's",
                        "make the saver from the graph that the session runs");
            }
        }
    }

    private static Path folder(String prefix) {
        Path folder = BundlePaths.index(prefix).toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    /**
     * Takes over checkpoints that another saver made, the latest last, as {@code recover_last_checkpoints} does: they count
     * among those to keep, and are removed in their turn.
     */
    public synchronized void recover(List<String> prefixes) {
        rotation = new CheckpointRotation(clock.instant(), keepEvery);
        for (String prefix : prefixes) {
            rotation.add(prefix, clock.instant(), 0, keepEvery);
        }
    }

    /**
     * Removes the oldest of the checkpoints that this saver made, where that is not the last one: for a disk that is full.
     *
     * @return whether there was one to remove
     * @throws dev.lamina.error.UnavailableException if it cannot be removed
     */
    public synchronized boolean removeOldest() {
        if (rotation == null || rotation.prefixes().size() < 2) {
            return false;
        }
        CheckpointFiles.delete(rotation.removeOldest());
        return true;
    }

    /** The checkpoints that this saver made and has not removed, the latest last. */
    public synchronized List<String> lastCheckpoints() {
        return rotation == null ? List.of() : rotation.prefixes();
    }

    /**
     * Gives all variables of this saver the values of a checkpoint. They need no initializer.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such checkpoint, or a variable is not in it
     * @throws InvalidArgumentException if a variable is of another shape or type than the checkpoint's
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public void restore(Session session, String prefix) {
        requireOwn(session);
        new Restoration(prefix, variables).all(session);
    }

    /**
     * Gives those variables the values of a checkpoint that are wanted and that it has in their type and shape: to
     * fine-tune a changed model. The others stay as they are.
     *
     * @param wanted says by a variable's name whether to restore it
     * @return what was restored and what was not
     * @throws dev.lamina.error.NotFoundException if there is no such checkpoint
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public RestoreReport restorePartial(Session session, String prefix, Predicate<String> wanted) {
        requireOwn(session);
        return new Restoration(prefix, variables).some(session, wanted);
    }

    /** Restores like {@link #restorePartial(Session, String, Predicate)} the variables in whose names it is found. */
    public RestoreReport restorePartial(Session session, String prefix, Pattern wanted) {
        return restorePartial(session, prefix, wanted.asPredicate());
    }

    /**
     * The prefix of the latest checkpoint in a folder, from its file {@code checkpoint}; empty if there is none.
     *
     * @throws dev.lamina.error.DataLossException if that file is damaged
     */
    public static Optional<String> latestCheckpoint(Path folder) {
        return CheckpointStateFile.latest(folder);
    }

    /**
     * The prefix of the newest checkpoint in a folder that is whole, by the times of the files: also one that the file
     * {@code checkpoint} does not name, as a process that was killed may leave it. Every tensor is read and checked.
     *
     * @param notices is told of each newer one that is not whole, a sentence each
     * @return empty if there is none
     */
    public static Optional<String> latestWhole(Path folder, Consumer<String> notices) {
        return WholeCheckpoint.latest(folder, notices);
    }
}
