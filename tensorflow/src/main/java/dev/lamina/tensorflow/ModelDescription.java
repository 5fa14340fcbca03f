package dev.lamina.tensorflow;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.Reading;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is in one of TensorFlow's files, without a session: any operation and type may occur in it, whether Lamina has it or
 * not.
 */
public final class ModelDescription {
    /** The kinds of files. */
    public enum Kind {
        /** Variables' values: {@code PREFIX.index} and what goes with it. */
        CHECKPOINT("checkpoint"),
        /** A graph: {@code .pb}, {@code .pbtxt}. */
        GRAPH("GraphDef"),
        /** A graph with its collections: {@code .meta}. */
        META_GRAPH("MetaGraphDef"),
        /** A folder with a graph, values and signatures. */
        SAVED_MODEL("SavedModel"),
        /** NumPy's arrays: {@code .npy}, {@code .npz}. */
        ARRAYS("NumPy arrays");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /**
         * The kind of what a path leads to: a file's is told by what is in it, whatever its name; a folder's by the files in
         * it; anything else is the prefix of a checkpoint.
         *
         * @throws dev.lamina.error.NotFoundException if there is nothing
         * @throws dev.lamina.error.UnimplementedException if it is a file that others read: it is named for what it is
         * @throws dev.lamina.error.InvalidArgumentException if nothing tells what the file is
         */
        public static Kind of(Path path) {
            return ModelPath.of(path, _ -> {}).described();
        }

        /** As people call it: {@code SavedModel}. */
        @Override
        public String toString() {
            return title;
        }
    }

    private final Kind kind;
    private final String path;
    private final List<TensorDescription> variables;
    private final SortedMap<String, Integer> operations;
    private final SortedMap<String, Integer> missingOperations;
    private final SortedMap<String, List<String>> blocked;
    private final SortedMap<String, SignatureDescription> signatures;
    private final Map<String, Supplier<@Nullable Tensor>> values;

    ModelDescription(
            Kind kind,
            String path,
            List<TensorDescription> variables,
            Map<String, Integer> operations,
            Map<String, Integer> missingOperations,
            Map<String, List<String>> blocked,
            Map<String, SignatureDescription> signatures,
            Map<String, Supplier<@Nullable Tensor>> values) {
        this.kind = kind;
        this.path = path;
        this.variables = List.copyOf(variables);
        this.operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
        this.missingOperations = Collections.unmodifiableSortedMap(new TreeMap<>(missingOperations));
        this.blocked = Collections.unmodifiableSortedMap(new TreeMap<>(blocked));
        this.signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
        this.values = Map.copyOf(values);
    }

    /**
     * Looks into a file.
     *
     * @param path the prefix of a checkpoint or one of its files, a GraphDef, a MetaGraphDef, NumPy's {@code .npy} or
     *     {@code .npz}, a SavedModel's folder or file; of a folder with checkpoints, the latest is taken, of one with versions
     *     of a SavedModel the highest. Of a SavedModel with several graphs, the one with the tag {@code serve}, or else the
     *     first
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.UnimplementedException if it is a file that others read: it is named for what it is
     * @throws dev.lamina.error.DataLossException if it is damaged
     */
    public static ModelDescription read(Path path) {
        return read(path, _ -> {});
    }

    /**
     * Looks into a file like {@link #read(Path)}.
     *
     * @param notices is told, a sentence each, of the checkpoints of a folder that are newer than the one that is taken, but not
     *     whole; and which of several versions of a SavedModel is taken
     */
    public static ModelDescription read(Path path, Consumer<String> notices) {
        return new DescriptionReader(path, notices).read();
    }

    /** The kind of file. */
    public Kind kind() {
        return kind;
    }

    /** What was looked into: the path, or the prefix of the checkpoint that was taken of a folder. */
    public String path() {
        return path;
    }

    /** The variables of a graph, or the tensors of a checkpoint or of NumPy's arrays, by name. */
    public List<TensorDescription> variables() {
        return variables;
    }

    /** How many nodes have which operation, those within functions included; none for values alone. */
    public SortedMap<String, Integer> operations() {
        return operations;
    }

    /** Those of the operations that Lamina does not have, or not for a type that a node asks for. */
    public SortedMap<String, Integer> missingOperations() {
        return missingOperations;
    }

    /** The names of the nodes that cannot run for want of each of these; all others can. */
    public SortedMap<String, List<String>> blocked() {
        return blocked;
    }

    /** The signatures of a SavedModel. */
    public SortedMap<String, SignatureDescription> signatures() {
        return signatures;
    }

    /** The numbers in all variables whose shape is known, together. */
    public long parameters() {
        return variables.stream()
                .filter(variable -> !variable.dtype().equals(DType.STRING.toString()))
                .mapToLong(variable -> Math.max(0, variable.shape().elements()))
                .sum();
    }

    /**
     * A variable's value; empty where the file, or the checkpoint beside it, has none.
     *
     * @throws dev.lamina.error.DataLossException if it is damaged
     * @throws dev.lamina.error.UnimplementedException if Lamina does not have its type
     * @throws dev.lamina.error.InvalidArgumentException if the graph has to be run for it, and is none: its nodes do not fit
     *     together
     */
    public Optional<Tensor> value(String variable) {
        Supplier<@Nullable Tensor> value = values.get(variable);
        return value == null
                ? Optional.empty()
                : Reading.of(BundlePaths.path(path), () -> Optional.ofNullable(value.get()));
    }
}
