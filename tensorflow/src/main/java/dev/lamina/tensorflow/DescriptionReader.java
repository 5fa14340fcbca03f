package dev.lamina.tensorflow;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelDescription.Kind;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.file.SavedModelFiles;
import dev.lamina.tensorflow.graph.BlockedByOp;
import dev.lamina.tensorflow.graph.FunctionCalls;
import dev.lamina.tensorflow.graph.MissingOps;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.numpy.NpyHeader;
import dev.lamina.tensorflow.numpy.NpyType;
import dev.lamina.tensorflow.numpy.NpzArrays;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks into a file of whatever kind. */
final class DescriptionReader {
    private static final Set<String> VARIABLES = Set.of("Variable", "VariableV2", "VarHandleOp");

    private final Path path;
    private final Consumer<String> notices;

    /**
     * Prepares to look.
     *
     * @param notices is told what is passed over, and which of several is taken
     */
    DescriptionReader(Path path, Consumer<String> notices) {
        this.path = path;
        this.notices = notices;
    }

    ModelDescription read() {
        return Reading.of(path, this::describe);
    }

    private ModelDescription describe() {
        ModelPath found = ModelPath.of(path, notices);
        Path file = found.path();
        String name = file.toString();
        return switch (found.kind()) {
            case GRAPH ->
                graph(
                        Kind.GRAPH,
                        name,
                        new BlockedByOp(ProtoFile.read(file, GraphDef.getDefaultInstance())),
                        Map.of(),
                        Map.of());
            case META_GRAPH ->
                meta(
                        Kind.META_GRAPH,
                        name,
                        ProtoFile.read(file, MetaGraphDef.getDefaultInstance()),
                        name.endsWith(".meta") ? name.substring(0, name.length() - ".meta".length()) : name);
            case SAVED_MODEL -> savedModel(file);
            case NPZ -> archive(name, new NpzArrays(file));
            case NPY -> arrays(name, Map.of(arrayName(file), Npy.read(file)));
            case CHECKPOINT, CHECKPOINT_LIST, UNKNOWN -> checkpoint(name);
        };
    }

    private static String arrayName(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".npy") ? name.substring(0, name.length() - ".npy".length()) : name;
    }

    private static ModelDescription savedModel(Path file) {
        var model = ProtoFile.read(file, dev.lamina.tensorflow.proto.SavedModel.getDefaultInstance());
        Path folder = SavedModelFiles.folder(file);
        List<MetaGraphDef> graphs = model.getMetaGraphsList();
        if (graphs.isEmpty()) {
            throw new DataLossException(file + " has no graph");
        }
        MetaGraphDef chosen = graphs.stream()
                .filter(graph -> graph.getMetaInfoDef().getTagsList().contains(SavedModel.SERVE))
                .findFirst()
                .orElse(graphs.getFirst());
        return meta(
                Kind.SAVED_MODEL,
                folder.toString(),
                chosen,
                folder.resolve("variables").resolve("variables").toString());
    }

    private static ModelDescription checkpoint(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Supplier<@Nullable Tensor>> values = new HashMap<>();
        List<TensorDescription> tensors = new ArrayList<>();
        for (String name : new CheckpointKeys(checkpoint).all()) {
            values.put(name, () -> checkpoint.tensor(name));
            tensors.add(checkpoint.describe(name));
        }
        return new ModelDescription(Kind.CHECKPOINT, prefix, tensors, Map.of(), Map.of(), Map.of(), Map.of(), values);
    }

    private static ModelDescription arrays(String file, Map<String, Tensor> arrays) {
        Map<String, Supplier<@Nullable Tensor>> values = new HashMap<>();
        List<TensorDescription> tensors = new ArrayList<>();
        arrays.forEach((name, array) -> {
            values.put(name, () -> array);
            tensors.add(TensorDescription.of(name, array.dtype().number(), array.shape()));
        });
        return new ModelDescription(Kind.ARRAYS, file, tensors, Map.of(), Map.of(), Map.of(), Map.of(), values);
    }

    /**
     * By the headers: arrays of types that Lamina lacks are shown too, and so are members that are no arrays; refused when their
     * values are asked for.
     */
    private static ModelDescription archive(String file, NpzArrays arrays) {
        Map<String, Supplier<@Nullable Tensor>> values = new HashMap<>();
        List<TensorDescription> tensors = new ArrayList<>();
        for (String name : arrays.keySet()) {
            values.put(name, () -> arrays.get(name));
            tensors.add(header(name, arrays));
        }
        return new ModelDescription(Kind.ARRAYS, file, tensors, Map.of(), Map.of(), Map.of(), Map.of(), values);
    }

    private static TensorDescription header(String name, NpzArrays arrays) {
        try {
            NpyHeader header = arrays.header(name);
            return new TensorDescription(name, NpyType.name(header.descriptor()), header.shape());
        } catch (DataLossException | InvalidArgumentException e) {
            return new TensorDescription(name, "unreadable", Shape.unknown()); // its value is the error
        }
    }

    private static ModelDescription meta(Kind kind, String path, MetaGraphDef def, String prefix) {
        Map<String, SignatureDescription> signatures = new TreeMap<>();
        BlockedByOp blocked = new BlockedByOp(def.getGraphDef());
        def.getSignatureDefMap().forEach((key, signature) -> {
            if (!key.startsWith("__")) {
                signatures.put(key, SignatureDescription.of(signature, blocked.missing(signature)));
            }
        });
        Map<String, Supplier<@Nullable Tensor>> values = CheckpointFiles.exist(prefix)
                ? new RestoredValues(def, path, prefix).of(variables(def.getGraphDef()))
                : Map.of();
        return graph(kind, path, blocked, signatures, values);
    }

    private static ModelDescription graph(
            Kind kind,
            String path,
            BlockedByOp blocked,
            Map<String, SignatureDescription> signatures,
            Map<String, Supplier<@Nullable Tensor>> values) {
        GraphDef def = blocked.graph();
        List<NodeDef> all = new ArrayList<>(def.getNodeList());
        def.getLibrary().getFunctionList().forEach(function -> all.addAll(function.getNodeDefList()));
        Map<String, Integer> operations = new TreeMap<>();
        all.forEach(node -> operations.merge(node.getOp(), 1, Integer::sum));
        return new ModelDescription(
                kind,
                path,
                variables(def).stream().map(DescriptionReader::variable).toList(),
                operations,
                missing(def),
                blocked.nodes(),
                signatures,
                values);
    }

    private static List<NodeDef> variables(GraphDef def) {
        return def.getNodeList().stream()
                .filter(node -> VARIABLES.contains(node.getOp()))
                .sorted(Comparator.comparing(NodeDef::getName))
                .toList();
    }

    /** What would be missing on reading, where calls are inlined. */
    private static Map<String, Integer> missing(GraphDef def) {
        List<NodeDef> nodes = new ArrayList<>(def.getNodeList());
        def.getLibrary().getFunctionList().forEach(function -> nodes.addAll(function.getNodeDefList()));
        Set<String> functions = FunctionCalls.names(def.getLibrary());
        nodes.removeIf(node -> FunctionCalls.isCall(node, functions));
        return MissingOps.of(nodes).counts();
    }

    private static TensorDescription variable(NodeDef node) {
        return TensorDescription.of(
                node.getName(),
                attribute(node, "dtype").getTypeValue(),
                Shapes.read(attribute(node, "shape").getShape()));
    }

    private static AttrValue attribute(NodeDef node, String name) {
        return node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
    }
}
