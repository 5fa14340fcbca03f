package dev.lamina.tensorflow.file;

import com.google.protobuf.Message;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of files that Lamina reads, told by what is in a file, whatever its name. */
public enum FileKind {
    GRAPH("a GraphDef", "GraphFile", GraphDef.getDefaultInstance(), "node", "library", "versions", "version"),
    META_GRAPH(
            "a MetaGraphDef",
            "MetaGraphFile",
            MetaGraphDef.getDefaultInstance(),
            "meta_info_def",
            "graph_def",
            "saver_def",
            "collection_def",
            "signature_def",
            "asset_file_def",
            "object_graph_def"),
    SAVED_MODEL(
            "a SavedModel",
            "SavedModel.load",
            dev.lamina.tensorflow.proto.SavedModel.getDefaultInstance(),
            "saved_model_schema_version",
            "meta_graphs"),
    /** The file {@code checkpoint} of a folder. */
    CHECKPOINT_LIST(
            "the list of a folder's checkpoints",
            "Saver.latestCheckpoint",
            null,
            "model_checkpoint_path",
            "all_model_checkpoint_paths"),
    /** The index of a checkpoint, or a whole one in the format before, V1. */
    CHECKPOINT("a checkpoint", "Checkpoint.open, by the prefix of its files' names,", null),
    NPY("an array of NumPy's", "Npy", null),
    NPZ("an archive of NumPy's arrays", "Npz", null),
    /** None of the others, or one of them with damage at its beginning. */
    UNKNOWN("a file", "", null);

    private final String title;
    private final String reader;
    private final @Nullable Message prototype;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives one that is
    private final Set<String> fields;

    FileKind(String title, String reader, @Nullable Message prototype, String... fields) {
        this.title = title;
        this.reader = reader;
        this.prototype = prototype;
        this.fields = Set.of(fields);
    }

    /**
     * The kind of a file.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.UnimplementedException if it is of a kind that others read: it is named
     */
    public static FileKind of(Path file) {
        return of(FileStart.of(file));
    }

    public static FileKind of(FileStart start) {
        if (TableReader.isTable(start.file())) { // first: it can begin as an IDX file does
            return CHECKPOINT;
        }
        ForeignFile.of(start).ifPresent(foreign -> {
            throw foreign.refusal(start.file());
        });
        if (start.has(0, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
            return NPY;
        }
        if (start.has(0, "PK")) {
            return NPZ;
        }
        Optional<String> field = start.firstField();
        if (field.isPresent()) {
            return Arrays.stream(values())
                    .filter(kind -> kind.fields.contains(field.get()))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
        return ofMessage(start.file());
    }

    private static FileKind ofMessage(Path file) {
        Optional<WireFields> found = WireFields.of(file);
        if (found.isEmpty()) {
            return UNKNOWN;
        }
        WireFields fields = found.get();
        if (fields.hasNumber(1) && fields.hasBytes(2)) {
            return SAVED_MODEL;
        }
        if (fields.count(1) > 1 || fields.hasNumber(3)) {
            return GRAPH;
        }
        boolean isMeta = fields.hasBytes(3) || fields.count(4) > 1 || fields.hasBytes(5) || fields.hasBytes(6);
        return isMeta || fields.hasBytes(7) ? META_GRAPH : ofFewFields(file);
    }

    /** A graph of one node and a MetaGraphDef can begin with the same fields: then what is in them tells. */
    private static FileKind ofFewFields(Path file) {
        boolean isGraph = ProtoFile.find(file, GraphDef.getDefaultInstance())
                .filter(graph -> graph.getNodeList().stream()
                        .noneMatch(
                                node -> node.getName().isEmpty() || node.getOp().isEmpty()))
                .isPresent();
        if (isGraph) {
            return GRAPH;
        }
        return ProtoFile.find(file, MetaGraphDef.getDefaultInstance()).isPresent() ? META_GRAPH : UNKNOWN;
    }

    /** With its article: {@code a GraphDef}. */
    public String title() {
        return title;
    }

    /**
     * Requires that a file, if its kind is known, is of that of the prototype.
     *
     * @throws InvalidArgumentException if it is of another; it says who reads that
     */
    public void require(Message wanted, Path file) {
        if (this != UNKNOWN && !wanted.equals(prototype)) {
            throw new InvalidArgumentException(
                    file + " is " + title + ", not a "
                            + wanted.getDescriptorForType().getName(),
                    reader + " reads it");
        }
    }
}
