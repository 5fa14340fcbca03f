package dev.lamina.tensorflow;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        SAVED_MODEL("SavedModel");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As people call it: {@code SavedModel}. */
        @Override
        public String toString() {
            return title;
        }
    }

    private final Kind kind;
    private final List<TensorDescription> variables;
    private final SortedMap<String, Integer> operations;
    private final SortedMap<String, Integer> missingOperations;
    private final SortedMap<String, SignatureDescription> signatures;
    private final @Nullable Checkpoint checkpoint;
    private final Map<String, RestoredTensor> values;

    ModelDescription(
            Kind kind,
            List<TensorDescription> variables,
            Map<String, Integer> operations,
            Map<String, Integer> missingOperations,
            Map<String, SignatureDescription> signatures,
            @Nullable Checkpoint checkpoint,
            Map<String, RestoredTensor> values) {
        this.kind = kind;
        this.variables = List.copyOf(variables);
        this.operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
        this.missingOperations = Collections.unmodifiableSortedMap(new TreeMap<>(missingOperations));
        this.signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
        this.checkpoint = checkpoint;
        this.values = Map.copyOf(values);
    }

    /**
     * Looks into a file.
     *
     * @param path the prefix of a checkpoint, a {@code .meta}, a {@code .pb} or {@code .pbtxt}, or the folder of a
     *     SavedModel; of a folder with checkpoints, the latest is taken. Of a SavedModel with several graphs, the one
     *     with the tag {@code serve}, or else the first
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.DataLossException if it is damaged
     */
    public static ModelDescription read(Path path) {
        return new DescriptionReader(path).read();
    }

    /** The kind of file. */
    public Kind kind() {
        return kind;
    }

    /** The variables of a graph, or the tensors of a checkpoint, by name. */
    public List<TensorDescription> variables() {
        return variables;
    }

    /** How many nodes have which operation, those within functions included; none for a checkpoint. */
    public SortedMap<String, Integer> operations() {
        return operations;
    }

    /** Those of the operations that Lamina does not have. */
    public SortedMap<String, Integer> missingOperations() {
        return missingOperations;
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
     */
    public Optional<Tensor> value(String variable) {
        RestoredTensor value = values.get(variable);
        return checkpoint == null || value == null ? Optional.empty() : Optional.of(value.read(checkpoint));
    }
}
